import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startLockstep } from '../terminal/lockstep.ts'
import { enter, openSocket, secretOf, startShell, tokenOf } from './browser-fixture.ts'

/** Strangers, who say so much and then hold their end of the connection open. */
async function strangers(port: number, count: number, says = ''): Promise<readonly Socket[]> {
  const sockets = Array.from({ length: count }, () => connect({ host: '127.0.0.1', port, allowHalfOpen: true }))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  for (const socket of sockets) socket.on('error', () => undefined).write(says)
  await Promise.all(sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
  return sockets
}

const upgrade = 'GET /lab HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'

test('a WebSocket that is refused is closed, also where its peer holds on to it', async () => {
  const shell = await startShell()
  const [stranger] = await strangers(shell.port, 1, upgrade)
  const answer: Buffer[] = []
  stranger?.on('data', (chunk: Buffer) => answer.push(chunk))
  if (stranger !== undefined) await once(stranger, 'end')
  expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1\.1 403 /)
  await shell.close()
})

test('strangers beyond a number take the place of other strangers, never that of the user', async () => {
  const shell = await startShell()
  const { socket } = await openSocket(shell, { secret: await secretOf(shell) })
  const held = await strangers(shell.port, 300)
  for (const one of held) one.resume()
  const isLeft = ({ readableEnded, destroyed }: Socket): boolean => !readableEnded && !destroyed
  await expect.poll(() => held.filter(isLeft).length).toBeLessThan(100)
  expect((await enter(shell, tokenOf(shell.issueLink()))).status).toBe(200)
  expect(socket.readyState).toBe(socket.OPEN)
})

test('the shell closes at once, whatever is connected to it', async () => {
  const shell = await startShell()
  await strangers(shell.port, 5)
  await strangers(shell.port, 5, upgrade)
  await strangers(shell.port, 5, 'GET / HTTP/1.1\r\nHost:')
  const { socket } = await openSocket(shell, { secret: await secretOf(shell) })
  const closed = once(socket, 'close')
  await shell.close()
  await closed
})

test.skipIf(process.platform === 'win32')(
  'a thousand strangers leave the lab its descriptors: its user comes in, and Ctrl-C ends it',
  async () => {
    const lab = startLockstep(['serve', '--no-open', '--json'], { openFiles: 256 })
    onTestFinished(() => {
      lab.process.kill('SIGKILL')
    })
    const [line] = (await once(lab.process.stdout ?? lab.process, 'data')) as [string]
    const { url, port } = JSON.parse(line) as { url: string; port: number }
    for (const says of ['', upgrade]) await strangers(port, 500, says)
    expect((await enter({ port }, tokenOf(url))).status).toBe(200)
    lab.process.kill('SIGINT')
    expect(await lab.ended).toMatchObject({ code: 0, stderr: '' })
  },
)
