import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockstep, temporaryFolder } from './lockstep.ts'

function file(name: string, content: string | Buffer): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

const good = 'lockstep: 1\ntitle: Good\nworkload: { kernel: primes }\nseries: [node/threads]\n'

test('a good file is ok and exits 0, and it is said how often serial runs', async () => {
  const { code, stdout } = await lockstep(['check', file('good.yaml', `${good}workers: [1, 2, 3, 4]\n`)])
  expect([code, stdout]).toEqual([0, expect.stringContaining('ok: Good\n  node/serial: 2 times a round')])
})

test.each([
  ['empty.yaml', '', ':1:1: empty file'],
  ['large.yaml', 'a'.repeat(2_000_000), ':1:1: is too large: got 2000000 bytes'],
  ['binary.yaml', Buffer.from([0x6c, 0xff, 0x00]), ':1:2: not a text file: got 0xff'],
  ['worker.yaml', `${good}workers: [0]\n`, ':5:11: workers[0]: got 0'],
  ['typo.yaml', `${good}lapz: 3\n`, ':5:1: unknown key: got "lapz"'],
  [
    'folder.yaml',
    good.replace('kernel: primes', 'module: ./'),
    ':3:21: workload.module: got "./", expected an existing file (',
  ],
  ['module.yaml', good.replace('kernel: primes', 'module: ./gone.mjs'), ':3:21: workload.module: got "./gone.mjs"'],
])('%s exits 2 with its line', async (name, content, words) => {
  const path = file(name, content)
  const { code, stderr } = await lockstep(['check', path])
  expect(code).toBe(2)
  expect(stderr).toContain(path + words)
})

test('a file that is not there, a folder and an unknown id exit 2 and say so', async () => {
  const missing = await lockstep(['check', '/nowhere/x.yaml', temporaryFolder()])
  expect(missing.code).toBe(2)
  expect(missing.stderr).toContain('/nowhere/x.yaml:1:1: there is no such file')
  expect(missing.stderr).toContain(':1:1: is a folder')
  const unknown = await lockstep(['run', 'cpu-bund'])
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean cpu-bound?')])
})

test('list, schema and doctor answer as JSON, and every command has help', async () => {
  const list = await lockstep(['list', '--json'])
  expect(JSON.parse(list.stdout)).toContainEqual(expect.objectContaining({ id: 'cpu-bound', problem: null }))
  expect(JSON.parse((await lockstep(['schema'])).stdout)).toHaveProperty('$schema')
  expect(JSON.parse((await lockstep(['doctor', '--json'])).stdout)).toHaveProperty('machine.usableCores')
  for (const command of ['run', 'check', 'list', 'schema', 'serve', 'doctor']) {
    const { code, stdout } = await lockstep([command, '--help'])
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Usage: lockstep ${command}`)])
  }
})

test('a wrong option exits 2', async () => {
  expect((await lockstep(['run', 'cpu-bound', '--rounds', 'x'])).code).toBe(2)
  const unknown = await lockstep(['chek', 'x.yaml'])
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Unknown command chek.')])
  expect(unknown.stderr).toContain('Did you mean check?')
  expect((await lockstep(['rnu'])).stderr).toBe('Unknown command rnu. Did you mean run?\n')
})
