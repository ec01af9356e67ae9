import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runExporter } from '../../main/export/exporter.ts'
import { writeExport } from '../../main/export/write-export.ts'
import { isAlive } from '../main/processes-of-lab.ts'
import type { Fault } from './faults.ts'
import type { ProcessFault } from './strike.ts'
import type { Tally } from './tally.ts'
import type { TortureLab } from './torture-lab.ts'

/** What strikes the lab or its helpers between two trials, and what mends it afterwards. */
export const betweenTrials = ['SIGKILL', 'SIGSTOP', 'full pipe', 'clock jump', 'EACCES', 'EMFILE'] as const

/** A run goes on when its surroundings fail between two of its trials: all of its trials have their outcome. */
export async function faultsBetweenTrials(torture: TortureLab, tally: Tally): Promise<void> {
  for (const fault of betweenTrials) {
    let mend = nothing
    let struck = false
    let trials = 0
    const { session } = await torture.run(null, (records) => {
      trials += records.filter(({ record }) => record === 'trial').length
      if (!struck && trials >= 2) {
        struck = true
        mend = strikeLab(fault, torture)
      } else if (trials >= 3) {
        mend()
        mend = nothing
      }
    })
    const failed = session.trials.filter(({ outcome }) => outcome.kind !== 'ok')
    const expected = fault === 'EACCES' || fault === 'EMFILE' ? 1 : 0
    const problem =
      session.end?.reason !== 'complete'
        ? `the session ended as ${session.end?.reason ?? 'nothing'}`
        : failed.length > expected
          ? `${failed.length} trials failed: ${failed[0]?.outcome.kind === 'ok' ? '' : (failed[0]?.outcome.message ?? '')}`
          : null
    tally.add(`${fault} × between trials`, problem)
  }
}

const nothing = (): void => undefined

function strikeLab(fault: (typeof betweenTrials)[number], { lab, rack: { python } }: TortureLab): () => void {
  switch (fault) {
    case 'SIGKILL':
    case 'SIGSTOP':
      for (const pid of reapers()) process.kill(pid, fault)
      return nothing
    case 'full pipe':
      // a window that reads nothing while the run goes on
      return lab.subscribe({ records: nothing, progress: nothing, sample: nothing })
    case 'clock jump': {
      const { now } = Date
      Date.now = () => now() - 86_400_000
      return () => {
        Date.now = now
      }
    }
    case 'EACCES':
      chmodSync(python, 0o600)
      return () => {
        chmodSync(python, 0o755)
      }
    case 'EMFILE': {
      const most = (limit: string): void => {
        spawnSync('prlimit', [`--pid=${process.pid}`, `--nofile=${limit}:`])
      }
      const before = spawnSync('prlimit', [`--pid=${process.pid}`, '--nofile', '--output=SOFT', '--noheadings'])
      // without these the program that lifts the limit could not be started either
      const reserve = Array.from({ length: 12 }, () => openSync('/dev/null', 'r'))
      most(String(readdirSync('/proc/self/fd').length + 2))
      return () => {
        reserve.forEach(closeSync)
        most(String(before.stdout).trim())
      }
    }
  }
}

/** The reapers that this process has started. */
function reapers(): readonly number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(process.pid), '-f', 'reaper'], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0 && isAlive(pid))
}

export const exporterFaults: readonly ProcessFault[] = [
  'SIGKILL',
  'SIGSTOP',
  'exit',
  'exception',
  'endless loop',
  'heap full',
  'rubbish',
  'half a line',
  'full pipe',
  'EMFILE',
  'EPIPE',
]

/** An export whose program fails says so, and the next one is drawn; what stood there before stays. */
export async function faultsOfExports(folder: string, disk: string | null, tally: Tally): Promise<void> {
  for (const fault of exporterFaults) {
    const program = join(folder, `exporter-${fault.replaceAll(/\W/g, '-')}.ts`)
    writeFileSync(program, `import { strike } from '${join(import.meta.dirname, 'strike.ts')}'\nstrike('${fault}')\n`)
    const job = { programs: { exporter: program }, nodePath: process.execPath, limitMs: 1500 }
    const said = await runExporter({ pictures: [] }, job).then(
      () => null,
      (error: unknown) => error,
    )
    tally.add(`${fault} × export`, said instanceof Error ? null : 'the export passes for a good one')
  }
  if (disk === null) return
  for (const fault of ['ENOSPC', 'EACCES'] satisfies Fault[]) {
    const path = join(disk, 'chart.svg')
    spawnSync('mount', ['-o', 'remount,rw', disk])
    await writeExport(path, 'the good one')
    if (fault === 'EACCES') spawnSync('mount', ['-o', 'remount,ro', disk])
    const said = await writeExport(path, 'x'.repeat(2 ** 20)).then(
      () => null,
      (error: unknown) => error,
    )
    const kept = spawnSync('cat', [path], { encoding: 'utf8' }).stdout
    const problem = !(said instanceof Error)
      ? 'a file that was cut off is told as written'
      : kept === 'the good one'
        ? null
        : 'the old file is gone'
    tally.add(`${fault} × export`, problem)
  }
}

/** A run whose disk fills up, or can be read only, says so and ends; the lab goes on. */
export async function faultsOfWriting(
  open: (home: string) => Promise<TortureLab>,
  disk: string | null,
  tally: Tally,
): Promise<void> {
  if (disk === null) return
  for (const fault of ['ENOSPC', 'EACCES'] satisfies Fault[]) {
    const home = join(disk, fault)
    spawnSync('mount', ['-o', 'remount,rw', disk])
    mkdirSync(home, { mode: 0o700 })
    const torture = await open(home)
    let struck = false
    const ended = await torture
      .run(null, (records) => {
        if (struck || !records.some(({ record }) => record === 'trial')) return
        struck = true
        if (fault === 'EACCES') spawnSync('mount', ['-o', 'remount,ro', disk])
        else spawnSync('sh', ['-c', `cat /dev/zero > '${join(disk, 'filling')}'`])
      })
      .then(
        ({ session }) => session.trials.length,
        (error: unknown) => String(error),
      )
    spawnSync('mount', ['-o', 'remount,rw', disk])
    spawnSync('rm', ['-f', join(disk, 'filling')])
    const again = await torture.run(null)
    await torture.lab.close()
    const problem =
      typeof ended === 'string' ? ended : again.session.end?.reason === 'complete' ? null : 'the next run failed too'
    tally.add(`${fault} × write`, problem)
  }
}
