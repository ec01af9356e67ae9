import { open } from 'node:fs/promises'
import { connect, createServer, Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pass } from 'node:timers/promises'

const mark = 7
/** What the other end writes is visible here within this time. */
const patienceMs = 5000

export interface TriedValue {
  readonly value: unknown
  /** Resolves to whether the other end's use of a shared value is visible here; null if it cannot be. */
  readonly seen: (() => Promise<boolean>) | null
  /** Whether it can only be handed over, and not copied. */
  readonly movable: boolean
  close(): Promise<void>
}

/** These values are not plain data, or JSON does not hold them. */
export const valueNames = ['function', 'map', 'bigint', 'shared-memory', 'open-file', 'socket'] as const
export type ValueName = (typeof valueNames)[number]

export async function makeValue(name: ValueName): Promise<TriedValue> {
  switch (name) {
    case 'function':
      return plain(() => 1)
    case 'map':
      return plain(new Map([['a', 1]]))
    case 'bigint':
      return plain(2n ** 70n)
    case 'shared-memory':
      return sharedMemory()
    case 'open-file': {
      const file = await open(process.execPath, 'r')
      // a file that was moved is closed at the other end
      return { value: file, seen: null, movable: true, close: () => file.close().catch(() => undefined) }
    }
    case 'socket':
      return await connectedSocket()
  }
}

function plain(value: unknown): TriedValue {
  return { value, seen: null, movable: false, close: () => Promise.resolve() }
}

function sharedMemory(): TriedValue {
  const memory = new Int32Array(new SharedArrayBuffer(4))
  return { ...plain(memory), seen: () => Promise.resolve(Atomics.load(memory, 0) === mark) }
}

/** Connects a socket to a server of this process, which sees what the other end writes. */
async function connectedSocket(): Promise<TriedValue> {
  const server = createServer().listen(0, '127.0.0.1')
  const written = new Promise<boolean>((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        resolve(true)
      })
    })
  })
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return {
    value: socket,
    seen: () => Promise.race([written, pass(patienceMs, false)]),
    movable: true,
    close: () => {
      socket.destroy()
      server.close()
      return Promise.resolve()
    },
  }
}

/** Returns whether the value can be used as it was sent; shared memory and sockets are written, for the sender to see. */
export function asSent(name: string, arrived: unknown): boolean {
  switch (name) {
    case 'function':
      return typeof arrived === 'function'
    case 'map':
      return arrived instanceof Map && arrived.get('a') === 1
    case 'bigint':
      return arrived === 2n ** 70n
    case 'shared-memory':
      if (!(arrived instanceof Int32Array)) return false
      Atomics.store(arrived, 0, mark)
      return true
    case 'open-file':
      return typeof arrived === 'object' && arrived !== null && 'fd' in arrived && Number(arrived.fd) > 0
    case 'socket':
      return arrived instanceof Socket && arrived.write('x')
    default:
      return false
  }
}
