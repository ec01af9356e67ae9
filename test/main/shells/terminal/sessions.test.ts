import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { lockstep, temporaryFolder } from './lockstep.ts'

const golden = join(import.meta.dirname, '..', '..', '..', 'golden', 'sessions')

function put(folder: string, id: string, name: string, change: (text: string) => string = (text) => text): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${id}.lockstep`)
  writeFileSync(path, change(gunzipSync(readFileSync(join(golden, `${name}.lockstep.gz`))).toString()))
  return path
}

function newHome(): string {
  const home = temporaryFolder()
  put(join(home, 'sessions'), '2026-11-23T100000-cpu-bound', 'cpu-bound-old')
  put(join(home, 'sessions'), '2026-11-24T100000-race', 'race-old')
  return home
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map(({ length }) => length))
}

test('a session is noted, named, found by its name, thrown away and brought back', async () => {
  const home = newHome()
  await lockstep(['note', '2026-11-23', 'browser open', '--name', 'First try'], { home })
  const listed = await lockstep(['sessions'], { home })
  expect(listed.stdout).toMatch(/^2 sessions, newest first/)
  expect(listed.stdout).toContain('First try · browser open')
  expect(widest(listed.stdout)).toBeLessThanOrEqual(80)
  const found = await lockstep(['sessions', 'BROWSER'], { home })
  expect(found.stdout).toMatch(/^1 session of 2/)
  const removed = await lockstep(['rm', 'first'], { home })
  expect(removed.stdout).toContain('Undo with: lockstep rm --undo 2026-11-23T100000-cpu-bound')
  expect((await lockstep(['sessions'], { home })).stdout).toMatch(/^1 session,/)
  expect((await lockstep(['rm', '--undo', '2026-11-23'], { home })).code).toBe(0)
  const shown = await lockstep(['show', 'first try'], { home })
  expect(shown.stdout).toMatch(/^(Measured on another machine.*\n)?First try\nbrowser open\n/)
})

test("somebody's session is opened as a copy, is marked with its machine, and is not noted or resumed", async () => {
  const home = newHome()
  const rename = (text: string) => text.replace(/"hostname":"[^"]*"/, '"hostname":"lab-7"')
  const sent = put(temporaryFolder(), 'sent', 'cpu-bound-old', rename)
  const opened = await lockstep(['open', sent], { home })
  expect(opened.stdout).toMatch(/^Measured on another machine: lab-7, \d+ cores?\n/)
  const listed = await lockstep(['sessions', 'lab-7'], { home })
  const id = /\S+-cpu-bound-[0-9a-f]{8}/.exec(listed.stdout)?.[0] ?? ''
  for (const command of ['note', 'resume']) {
    const { code, stderr } = await lockstep([command, id, ...(command === 'note' ? ['mine'] : [])], { home })
    expect([code, stderr]).toEqual([2, expect.stringContaining('came from elsewhere and is read only')])
  }
  const compared = await lockstep(['compare', '2026-11-23', id], { home })
  expect(compared.stdout).toContain('Efficiency with 2 workers')
  expect(compared.stdout).toMatch(/Machine +\S+ +lab-7/)
  expect(widest(compared.stdout)).toBeLessThanOrEqual(80)
})

test('a name that fits none or several sessions says which there are', async () => {
  const home = newHome()
  const several = await lockstep(['show', '2026'], { home })
  expect([several.code, several.stderr]).toEqual([2, expect.stringMatching(/2 sessions have such a name/)])
  const none = await lockstep(['show', 'nothing'], { home })
  expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/there is no such session/)])
  const hostile = await lockstep(['open', join(golden, 'race.lockstep.gz')], { home })
  expect([hostile.code, hostile.stderr]).toEqual([2, expect.stringMatching(/its first line is no header/)])
})

test('claims --show measures nothing and answers what is known', async () => {
  const { code, stdout, stderr } = await lockstep(['claims', '--show'], { home: newHome() })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/\d+ not run/)
})

test('new writes an experiment that check finds good, and overwrites nothing', async () => {
  const cwd = temporaryFolder()
  // a test runner under npm says where that was called
  const env = { INIT_CWD: undefined }
  for (const template of ['javascript', 'python']) {
    const folder = join(cwd, template)
    mkdirSync(folder)
    const made = await lockstep(['new', template], { cwd: folder, env })
    expect([made.code, made.stderr]).toEqual([0, ''])
    const file = /check (\S+)/.exec(made.stdout)?.[1] ?? ''
    const checked = await lockstep(['check', file], { cwd: folder, env })
    expect([template, checked.code, checked.stderr]).toEqual([template, 0, ''])
  }
  const again = await lockstep(['new', 'python'], { cwd: join(cwd, 'python'), env })
  expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/is there already and was not touched/)])
})

test('a word that is nearly a command is answered with that command', async () => {
  const { code, stderr } = await lockstep(['rnu'])
  expect([code, stderr]).toEqual([2, 'Unknown command rnu. Did you mean run?\n'])
})

test('colour comes when it is asked for, and not into a file, and never into JSON', async () => {
  const home = newHome()
  const escape = String.fromCharCode(27)
  expect((await lockstep(['sessions'], { home })).stdout).not.toContain(escape)
  expect((await lockstep(['sessions', '--color', 'always'], { home })).stdout).toContain(`${escape}[32m✓`)
  expect((await lockstep(['sessions', '--json', '--color=always'], { home })).stdout).not.toContain(escape)
  const wrong = await lockstep(['sessions', '--color', 'pink'], { home })
  expect([wrong.code, wrong.stderr]).toEqual([2, '--color: got "pink", expected auto, always or never\n'])
})

test('a shell is given every command to complete', async () => {
  const { code, stdout } = await lockstep(['completion', 'bash'])
  expect(code).toBe(0)
  for (const name of ['run', 'compare', 'doctor', 'cpu-bound']) expect(stdout).toContain(name)
})
