import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepBuilds } from '../../../main/system/builds.ts'
import { startOf, thisPlace } from '../../../main/system/process-mark.ts'

const [older, newest] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb']
const hourMs = 3_600_000

/** A folder with a build that runs nowhere and a newer one. */
function twoBuilds(): string {
  const out = mkdtempSync(join(tmpdir(), 'lockstep-builds-'))
  for (const name of [older, newest]) mkdirSync(join(out, name, 'held-by'), { recursive: true })
  writeFileSync(join(out, '.stamp'), `${newest}\nstamp`)
  return out
}

async function labFrom(build: string): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '..', '..', '..', 'main', 'system', 'builds.ts')
  const program = `import { holdBuild } from ${JSON.stringify(module)}
holdBuild(${JSON.stringify(build)})
process.send('holds')
process.on('message', () => process.exit())`
  const lab = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  onTestFinished(() => void lab.kill('SIGKILL'))
  await once(lab, 'message')
  return lab
}

function marked(build: string, mark: readonly (string | number)[]): void {
  writeFileSync(join(build, 'held-by', mark.join('.')), '')
}

function swept(out: string): boolean {
  sweepBuilds(out, Date.now() + hourMs)
  expect(existsSync(join(out, newest))).toBe(true)
  return !existsSync(join(out, older))
}

test('a build from which a lab runs stays until the lab has ended, however it ends', async () => {
  for (const signal of [null, 'SIGKILL'] as const) {
    const out = twoBuilds()
    const lab = await labFrom(join(out, older))
    expect(swept(out)).toBe(false)
    if (signal === null) lab.send('end')
    else lab.kill(signal)
    await once(lab, 'exit')
    expect(readdirSync(join(out, older, 'held-by'))).toHaveLength(signal === null ? 0 : 1)
    expect(swept(out)).toBe(true)
    expect(readdirSync(out).sort()).toEqual(['.stamp', newest])
  }
})

test('a later process of the same number does not keep a build', () => {
  const { host, boot, pids } = thisPlace()
  const out = twoBuilds()
  marked(join(out, older), [host, boot, pids, process.pid, '12345'])
  expect(swept(out)).toBe(true)
})

test('a build is kept for a lab on another machine, or in another container, of which nothing is known', () => {
  const { host, boot, pids } = thisPlace()
  const start = startOf(process.pid) ?? 'any'
  for (const place of [
    ['other', boot, pids],
    [host, boot, '1'],
  ]) {
    const out = twoBuilds()
    marked(join(out, older), [...place, process.pid, start])
    expect(swept(out)).toBe(false)
  }
  const out = twoBuilds()
  marked(join(out, older), [host, 'earlier', pids, process.pid, start])
  expect(swept(out)).toBe(true)
})

test('a build that was the newest a moment ago is kept: a lab may be starting from it', () => {
  const out = twoBuilds()
  sweepBuilds(out, Date.now())
  expect(existsSync(join(out, older))).toBe(true)
})
