import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { serveBrowser, type BrowserShell, type ServeOptions } from '../../../../main/shells/browser/serve.ts'
import { fakeLab } from '../../../../testbed/fake-lab.ts'
import { rawRequest, type RawAnswer } from './raw-request.ts'

/** A browser shell over a small window folder, beside which lies a file that must stay out of reach. */
export async function startShell(options: Partial<ServeOptions> = {}): Promise<BrowserShell> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-window-'))
  const windowFolder = join(folder, 'renderer')
  await mkdir(join(windowFolder, 'assets'), { recursive: true })
  await writeFile(join(windowFolder, 'index.html'), '<!doctype html><title>the window</title>')
  await writeFile(join(windowFolder, 'assets', 'index-1a2b.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'out of reach')
  const shell = await serveBrowser({ lab: fakeLab(), windowFolder, ...options })
  onTestFinished(async () => {
    await shell.close()
    await rm(folder, { recursive: true })
  })
  return shell
}

export function tokenOf(link: string): string {
  return new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? ''
}

/** Asks for the secret as the window does, with a token or with the secret itself. */
export function enter({ port }: Pick<BrowserShell, 'port'>, presented: string): Promise<RawAnswer> {
  const headers = { Authorization: `Bearer ${presented}`, Origin: `http://127.0.0.1:${port}` }
  return rawRequest(port, '/enter', headers, 'POST')
}

/** The secret of a tab that came in by a link. */
export async function secretOf(shell: BrowserShell): Promise<string> {
  return (await enter(shell, tokenOf(shell.issueLink()))).body
}

export interface SocketOptions {
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly host?: string
  readonly origin?: string | null
  readonly path?: string
  readonly autoPong?: boolean
}

export interface LabSocket {
  readonly socket: WebSocket
  readonly next: () => Promise<unknown>
}

/** A window's WebSocket; rejects with the status where the shell refuses it. */
export async function openSocket(shell: BrowserShell, options: SocketOptions = {}): Promise<LabSocket> {
  const host = options.host ?? `127.0.0.1:${shell.port}`
  const origin = options.origin === undefined ? `http://${host}` : options.origin
  const protocols = options.secret === undefined ? [] : ['lockstep', options.secret]
  const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${options.path ?? '/lab'}`, protocols, {
    headers: { Host: host, ...options.headers, ...(origin === null ? {} : { Origin: origin }) },
    autoPong: options.autoPong ?? true,
  })
  const messages: unknown[] = []
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()))
    socket.emit('parsed')
  })
  onTestFinished(() => {
    socket.terminate()
  })
  await once(socket, 'open')
  return {
    socket,
    next: async () => {
      if (messages.length === 0) await once(socket, 'parsed')
      return messages.shift()
    },
  }
}
