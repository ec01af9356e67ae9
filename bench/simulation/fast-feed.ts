import type { SampleRecord } from '../../experiments/core/session/sample.ts'
import type { Lab } from '../../main/lab/lab.ts'
import { noise } from '../../testbed/seeded-numbers.ts'
import { sceneLab } from '../../testbed/scenes/scenes.ts'
import { machine } from '../../testbed/scenes/session.ts'

const cores = 64
const busyProcesses = 8
/** On the lab's clock there are ten samples a second. */
const sampleEveryMs = 100
const sessionId = 'scene'

/** A lab of 64 cores in the middle of a run, whose samples come as often as one likes. */
export interface FastFeed {
  readonly lab: Lab
  /** Sends the next sample to every window, as a run does: live, and as a record of its session. */
  send(): void
}

export function fastFeed(): FastFeed {
  const scene = sceneLab('running')
  let sent = 0
  const describe: Lab['api']['describe'] = async () => {
    const description = await scene.api.describe()
    return { ...description, machine: { ...machine, cores, usableCores: cores } }
  }
  return {
    lab: { ...scene, api: { ...scene.api, describe } },
    send() {
      const sample = sampleOf(sent++)
      scene.events.sample(sample)
      scene.events.records(sessionId, [sample])
    },
  }
}

function sampleOf(index: number): SampleRecord {
  return {
    record: 'sample',
    // behind those that the scene's session has
    atMs: 120_000 + index * sampleEveryMs,
    cores: Array.from({ length: cores }, (_, core) => 0.5 + 0.5 * noise(index, core)),
    memory: { usedBytes: (6 + noise(index)) * 2 ** 30, totalBytes: machine.memoryBytes },
    processes: [
      { pid: 300, role: 'lab', rssBytes: (96 + noise(index)) * 2 ** 20 },
      ...Array.from({ length: busyProcesses }, (_, worker) => ({
        pid: 4000 + worker,
        role: worker === 0 ? ('trial' as const) : ('worker' as const),
        rssBytes: (41 + 4 * noise(index, worker)) * 2 ** 20,
      })),
    ],
    costMs: 0.5,
  }
}
