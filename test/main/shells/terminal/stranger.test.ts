import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const launcher = join(import.meta.dirname, '..', '..', '..', '..', 'start.mjs')
const stranger = ['--reuid=54321', '--regid=54321', '--clear-groups']
const canBeStranger = spawnSync('setpriv', [...stranger, process.execPath, '--version']).status === 0

/** A file in a folder that everybody may use: the folder of the tests is closed to strangers. */
function place(): string {
  const folder = mkdtempSync('/tmp/lockstep-stranger-')
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  chmodSync(folder, 0o777)
  const work = 'workload: { kernel: primes, size: 100, tasks: 2 }\nseries: [node/serial]\nbaseline: none\n'
  writeFileSync(join(folder, 'mine.yaml'), `lockstep: 1\ntitle: Mine\n${work}warmup: 0\nlaps: 1\nrounds: 1\n`)
  return folder
}

function run(folder: string, args: readonly string[], home: Readonly<Record<string, string>>) {
  const { HOME: _home, LOCKSTEP_HOME: _lab, XDG_DATA_HOME: _data, ...env } = process.env
  return spawnSync('setpriv', [...stranger, process.execPath, launcher, ...args], {
    cwd: folder,
    env: { ...env, ...home },
    encoding: 'utf8',
  })
}

test.skipIf(!canBeStranger)(
  'a user whom the system does not know, without a home, is asked for a folder, and runs in one',
  () => {
    const folder = place()
    const homeless = run(folder, ['run', join(folder, 'mine.yaml')], {})
    expect(homeless.stderr).toMatch(/^lockstep: this user has no home folder.*set LOCKSTEP_HOME to a folder[^\n]*\n$/)
    expect(homeless.status).toBe(1)
    const { status, stdout, stderr } = run(folder, ['run', join(folder, 'mine.yaml'), '--out', join(folder, 'out')], {
      LOCKSTEP_HOME: join(folder, 'lab'),
    })
    expect(stderr).toMatch(/^((warning|Wrote).*\n)*$/)
    expect(stdout).toContain(join(folder, 'lab', 'sessions'))
    expect(status).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['lab', 'mine.yaml', 'out'])
  },
)
