import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { LabLog } from '../../../main/store/lab-log.ts'
import { temporaryFolder } from '../shells/terminal/lockstep.ts'

test('what is noted comes back in its order, and only the owner may read it', () => {
  const home = temporaryFolder()
  const log = new LabLog(home)
  log.note('first')
  log.note('second\nwith a second line')
  expect(log.recent(10)).toEqual([
    expect.stringMatching(/^\d{4}-.*Z \d+ first$/),
    expect.stringMatching(/ second$/),
    '  with a second line',
  ])
  expect(log.recent(1)).toEqual(['  with a second line'])
  if (process.platform !== 'win32') expect(statSync(join(home, 'log', 'lockstep.log')).mode & 0o777).toBe(0o600)
})

test('a problem is said on stderr and kept with its stack', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const log = new LabLog(temporaryFolder())
  log.problem('export failed', new Error('no room'))
  expect(said).toHaveBeenCalledWith('lockstep: export failed:', expect.any(Error))
  expect(log.recent(20).join('\n')).toMatch(/export failed: Error: no room\n +at /)
  said.mockRestore()
})

test('a full file becomes the older of two, so that the log never grows beyond them', () => {
  const home = temporaryFolder()
  const log = new LabLog(home)
  for (let line = 0; line < 30; line++) log.note(`${line} ${'x'.repeat(100_000)}`)
  const folder = join(home, 'log')
  expect(readdirSync(folder).sort()).toEqual(['lockstep.1.log', 'lockstep.log'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(700_000)
  expect(log.recent(1)[0]).toContain(' 29 x')
})

test('where the log cannot be written nothing else is lost', () => {
  const home = temporaryFolder()
  mkdirSync(join(home, 'log', 'lockstep.log'), { recursive: true })
  const log = new LabLog(home)
  log.note('nowhere to go')
  expect(log.recent(10)).toEqual([])
})

test.runIf(process.platform !== 'win32')('a pipe in its place keeps nobody waiting', () => {
  const home = temporaryFolder()
  mkdirSync(join(home, 'log'))
  execFileSync('mkfifo', [join(home, 'log', 'lockstep.log')])
  const log = new LabLog(home)
  log.note('nobody reads')
  expect(log.recent(10)).toEqual([])
})
