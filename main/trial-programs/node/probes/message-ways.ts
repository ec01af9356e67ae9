import { nowUs } from '../../../system/clock.ts'
import type { TrialRequest } from '../../../trial/trial-request.ts'
import type { MessageCommand } from './parts/message-part.ts'
import { startProbeWorker, type ProbeWorker, type Serialization } from './crew/probe-crew.ts'

export interface MessageWay {
  /** The prefix of its facts' names; it is empty for a worker's usual way. */
  readonly prefix: '' | 'transfer-' | 'shared-memory-' | 'advanced-'
  /** Whether bytes are copied, so that a throughput means something. */
  readonly copies: boolean
  /** Counts the calls besides starting the worker and sending. */
  readonly setUpCalls: number
  /** The largest payload: Node holds a text that it writes as JSON several times at once. */
  readonly largestBytes: number
  start(request: TrialRequest): ProbeWorker
  prepare(worker: ProbeWorker, bytes: number): RoundTrips
}

export interface RoundTrips {
  /** @returns how long it took, in ms */
  trip(): Promise<number>
  /** Lets the worker receive other messages again. */
  end(): void
}

const MiB = 1024 ** 2

export function messageWays(request: TrialRequest): readonly MessageWay[] {
  if (request.executor === 'processes') {
    return [
      { ...echoing('json', (bytes) => 'x'.repeat(bytes)), prefix: '', largestBytes: 16 * MiB },
      { ...echoing('advanced', (bytes) => new Uint8Array(bytes)), prefix: 'advanced-' },
    ]
  }
  const cloned = echoing('json', (bytes) => new Uint8Array(bytes))
  return [cloned, { ...cloned, prefix: 'transfer-', copies: false, prepare: preparedTransfers }, sharing]
}

function start(request: TrialRequest, serialization: Serialization): ProbeWorker {
  return startProbeWorker(request, { part: 'message', input: null }, { serialization })
}

function say(worker: ProbeWorker, command: MessageCommand, moved?: object): void {
  worker.say(command, moved)
}

type Payload = string | Uint8Array<ArrayBuffer>

function echoing(serialization: Serialization, payloadOf: (bytes: number) => Payload): MessageWay {
  return {
    prefix: '',
    copies: true,
    setUpCalls: 0,
    largestBytes: 64 * MiB,
    start: (request) => start(request, serialization),
    prepare(worker, bytes) {
      const payload = payloadOf(bytes)
      return {
        trip: async () => {
          const startedUs = nowUs()
          say(worker, { do: 'echo', payload, moved: false })
          const back = (await worker.next()) as Payload
          const tookMs = (nowUs() - startedUs) / 1e3
          expectLength(back, bytes)
          return tookMs
        },
        end: () => undefined,
      }
    },
  }
}

function preparedTransfers(worker: ProbeWorker, bytes: number): RoundTrips {
  let payload = new Uint8Array(bytes)
  return {
    trip: async () => {
      const startedUs = nowUs()
      say(worker, { do: 'echo', payload, moved: true }, payload.buffer)
      const back = (await worker.next()) as Uint8Array<ArrayBuffer>
      const tookMs = (nowUs() - startedUs) / 1e3
      expectLength(back, bytes)
      payload = back
      return tookMs
    },
    end: () => undefined,
  }
}

/** Both see the memory of the bytes: the message is a flag, and the other end reads the last byte and writes the first. */
const sharing: MessageWay = {
  prefix: 'shared-memory-',
  copies: false,
  // two SharedArrayBuffers, a view of each, and the message that hands them over
  setUpCalls: 5,
  largestBytes: 64 * MiB,
  start: (request) => start(request, 'json'),
  prepare(worker, bytes) {
    const flag = new Int32Array(new SharedArrayBuffer(4))
    const shared = new Uint8Array(new SharedArrayBuffer(bytes))
    say(worker, { do: 'watch', flag, bytes: shared })
    const turn = (value: number): void => {
      Atomics.store(flag, 0, value)
      Atomics.notify(flag, 0)
    }
    return {
      trip: () => {
        shared[0] = 0
        shared[bytes - 1] = 1
        const startedUs = nowUs()
        turn(1)
        Atomics.wait(flag, 0, 1)
        const tookMs = (nowUs() - startedUs) / 1e3
        if (shared[0] === 0) throw new Error('what the other thread wrote into shared memory was not seen')
        return Promise.resolve(tookMs)
      },
      end: () => {
        turn(-1)
      },
    }
  },
}

function expectLength(back: Payload, bytes: number): void {
  if (back.length !== bytes) throw new Error(`${bytes} bytes were sent, ${back.length} came back`)
}
