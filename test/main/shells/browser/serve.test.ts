import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { startShell } from './browser-fixture.ts'
import { rawRequest } from './raw-request.ts'

test('a port that is in use is named, with the remedy', async () => {
  const { port } = await startShell()
  await expect(startShell({ port })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use: choose another with --port, or leave it out to get a free one.`,
  )
})

test('the lab is not reachable under any other address of this machine', async () => {
  const { port } = await startShell()
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
  // 127.0.0.2 is this machine too on Linux; it stands in where the machine has no network.
  for (const address of process.platform === 'linux' ? [...others, '127.0.0.2'] : others) {
    await expect(rawRequest(port, '/', {}, 'GET', address)).rejects.toThrow('ECONNREFUSED')
  }
})
