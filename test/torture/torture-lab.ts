import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionRecord } from '../../experiments/core/session/session.ts'
import { createLab, type Lab } from '../../main/lab/lab.ts'
import { programsIn } from '../../main/system/programs.ts'
import { readSession } from '../../main/store/reading/session-reader.ts'
import { builtFolder } from '../../testbed/built-folder.ts'
import { cpythonAnswer, standIn } from '../main/runtimes/discovery/stand-in-interpreter.ts'
import type { Fault, LabPhase, TrialPhase } from './faults.ts'

/** The laps are made up, so a session takes as long as its processes take to start. */
const definition = `lockstep: 1
title: Torture
workload: { kernel: primes, size: 500 }
series: [cpython/threads]
workers: [1, 2]
warmup: 1
timeout: 1500ms
memoryLimit: 256MiB
baseline: none
`

/** Where and when a fault strikes: in the trial that is started as the so manieth. */
export interface Strike {
  readonly fault: Fault
  readonly phase: TrialPhase | LabPhase
  readonly turn: number
}

/** What a run of the torture needs: an experiment, and the interpreter that it runs on. */
export interface Rack {
  readonly folder: string
  readonly experiment: string
  readonly python: string
}

export function makeRack(folder: string): Rack {
  mkdirSync(folder, { recursive: true })
  const experiment = join(folder, 'torture.yaml')
  writeFileSync(experiment, definition)
  const faulty = join(import.meta.dirname, 'faulty-interpreter.ts')
  const run = `ulimit -n 256; exec "${process.execPath}" --max-old-space-size=64 "${faulty}" "${join(folder, 'strike.json')}"`
  const answer = `cat <<'END'\n${JSON.stringify(cpythonAnswer)}\nEND`
  const script = `case "$*" in *describe-interpreter.py*) ${answer}\n;; *) ${run} ;; esac`
  const rack = { folder, experiment, python: standIn(join(folder, 'python3'), script) }
  setStrike(rack, null)
  return rack
}

/** Says where the next run is struck; null: nowhere. */
export function setStrike({ folder }: Rack, strike: Strike | null): void {
  const spawned = join(folder, 'spawned')
  writeFileSync(spawned, '')
  writeFileSync(join(folder, 'strike.json'), JSON.stringify({ ...strike, spawned }))
}

/** A lab whose Python is the faulty interpreter, and that runs the same small experiment again and again. */
export class TortureLab {
  readonly lab: Lab
  readonly rack: Rack

  private constructor(lab: Lab, rack: Rack) {
    this.lab = lab
    this.rack = rack
  }

  static async open(rack: Rack, home: string): Promise<TortureLab> {
    const lab = await createLab({
      version: '0.1.0',
      shell: 'terminal',
      dialogs: null,
      home,
      programs: programsIn(join(builtFolder(), 'main')),
      nodePath: process.execPath,
      named: { cpython: [rack.python] },
    })
    return new TortureLab(lab, rack)
  }

  /** How many trials of a run calibrate, before the first one that is measured. */
  async calibrationTrials(): Promise<number> {
    const { session } = await this.run(null)
    return statSync(join(this.rack.folder, 'spawned')).size - session.trials.length
  }

  /** Runs the experiment to its end. @returns the session's id and what is in its file */
  async run(strike: Strike | null, during: (records: readonly SessionRecord[]) => void = () => undefined) {
    setStrike(this.rack, strike)
    let unsubscribe = (): void => undefined
    const ended = new Promise<void>((resolve) => {
      unsubscribe = this.lab.subscribe({
        records: (_id, records) => {
          during(records)
          if (records.some(({ record }) => record === 'end')) resolve()
        },
        progress: () => undefined,
        sample: () => undefined,
      })
    })
    const experiment = { kind: 'file', path: this.rack.experiment } as const
    const started = await this.lab.api.start({ experiment, overrides: { seed: 1, quick: true }, trusted: [] })
    if (started.kind !== 'started') throw new Error(`the run did not start: ${JSON.stringify(started)}`)
    await ended
    unsubscribe()
    return { id: started.sessionId, session: await readSession(this.lab.sessionPath(started.sessionId)) }
  }
}
