import type { ClaimRules } from '../judging/claim-rule.ts'
import { ratioRule } from '../judging/ratio-rule.ts'
import { handsOver } from './hand-off.ts'
import { takesTurns } from './overlap.ts'
import { oneAtATime, ownLock } from './probe-shares.ts'

export const lockHandoffRules: ClaimRules<'lock-handoff'> = {
  'process-own-lock': ratioRule(['cpython'], [ownLock('cpython'), ownLock('cpython-ft'), ownLock('pypy')]),
  'thread-locked': ratioRule(
    ['cpython'],
    [
      takesTurns('cpython/threads', 'cpython', 'cpython-ft/threads'),
      takesTurns('cpython-ft/threads', 'cpython-ft'),
      takesTurns('pypy/threads', 'pypy'),
      takesTurns('jython/threads', 'jython'),
      takesTurns('node/threads', 'node'),
      takesTurns('node/locked-threads', 'node'),
    ],
  ),
  'lock-mutex': ratioRule(
    ['cpython'],
    [
      handsOver('cpython/threads', 'cpython'),
      handsOver('pypy/threads', 'pypy'),
      handsOver('node/locked-threads', 'node'),
    ],
  ),
  'lock-multicore': ratioRule(
    ['cpython'],
    [
      oneAtATime('cpython/threads', 'cpython'),
      oneAtATime('cpython-ft/threads', 'cpython-ft'),
      oneAtATime('pypy/threads', 'pypy'),
      oneAtATime('jython/threads', 'jython'),
      oneAtATime('node/threads', 'node'),
      oneAtATime('node/locked-threads', 'node'),
    ],
  ),
}
