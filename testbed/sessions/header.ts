import type { Machine } from '../../experiments/core/session/machine.ts'
import type { SessionHeader } from '../../experiments/core/session/session.ts'

export interface HeaderChanges extends Partial<Omit<SessionHeader, 'experiment' | 'machine'>> {
  readonly experiment?: Partial<SessionHeader['experiment']>
  readonly machine?: Partial<Machine>
}

/** The header of a session that no machine measured; a caller names only what matters to it. */
export function madeUpHeader({ experiment, machine, ...changes }: HeaderChanges = {}): SessionHeader {
  return {
    record: 'header',
    format: 1,
    id: 'session-1',
    lab: '0.1.0',
    startedAt: '2026-01-02T03:04:05.000Z',
    experiment: {
      id: 'cpu-bound',
      title: 'CPU-bound work',
      question: 'Do threads make it faster?',
      definition: { claims: [] },
      hash: '0'.repeat(64),
      file: null,
      ...experiment,
    },
    seed: 7,
    quick: false,
    scaling: 'strong',
    baseline: 'none',
    conditions: [],
    rounds: { min: 1, max: 12 },
    precision: 0.1,
    size: 1000,
    sizes: {},
    missing: [],
    tasks: 4,
    passes: {},
    machine: {
      hostname: 'bench',
      cores: 8,
      usableCores: 2,
      cpu: 'Test CPU',
      memoryBytes: 8 * 2 ** 30,
      platform: 'linux',
      release: '6.1',
      node: '24.21.0',
      ...machine,
    },
    runtimes: [{ runtime: 'node', version: '24.21.0', command: ['node'] }],
    ...changes,
  }
}
