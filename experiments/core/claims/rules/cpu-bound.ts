import type { ClaimRules } from '../judging/claim-rule.ts'
import { ratioRule } from '../judging/ratio-rule.ts'
import { usesCores } from './core-use.ts'
import { gainsOverSerial, processesOverThreads } from './gains.ts'
import { doesNotGain } from './no-gain.ts'
import { singleThreadCost } from './single-thread-cost.ts'

/** Processes gain over threads that share a lock. Two claims say so: one on processes, one on the ways around the lock. */
const processesGain = ratioRule(
  ['cpython'],
  [processesOverThreads('cpython'), processesOverThreads('pypy'), processesOverThreads('node')],
)

export const cpuBoundRules: ClaimRules<'cpu-bound'> = {
  'process-uses-cores': ratioRule(
    ['cpython'],
    [usesCores('cpython'), usesCores('cpython-ft'), usesCores('pypy'), usesCores('node')],
  ),
  'process-cpu-bound': processesGain,
  'thread-no-cpu-gain': ratioRule(
    ['cpython'],
    [
      doesNotGain('cpython', 'threads'),
      doesNotGain('cpython-ft', 'threads'),
      doesNotGain('pypy', 'threads'),
      doesNotGain('jython', 'threads'),
      doesNotGain('ironpython', 'threads'),
      doesNotGain('node', 'threads'),
      doesNotGain('node', 'locked-threads'),
    ],
  ),
  'avoid-multiprocessing': processesGain,
  'avoid-other-implementation': ratioRule(
    ['jython', 'ironpython'],
    [gainsOverSerial('jython', 'threads'), gainsOverSerial('ironpython', 'threads')],
  ),
  'avoid-free-threaded': ratioRule(
    ['cpython-ft'],
    [gainsOverSerial('cpython-ft', 'threads', (data) => singleThreadCost(data, 'cpython-ft', 'cpython'))],
  ),
  'avoid-interpreters': ratioRule(
    ['cpython'],
    [gainsOverSerial('cpython', 'interpreters'), gainsOverSerial('cpython-ft', 'interpreters')],
  ),
}
