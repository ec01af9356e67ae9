import type { ClaimId } from '../names/claim-ids.ts'
import type { ClaimRule } from './judging/claim-rule.ts'
import { convoys } from './rules/convoy.ts'
import { usesCores } from './rules/core-use.ts'
import { extensionGains } from './rules/extension.ts'
import { processMemoryRule, threadLightRule } from './rules/footprint.ts'
import { gainsOverSerial, processesOverThreads } from './rules/gains.ts'
import { processKillable, threadNotKillable } from './rules/interrupt-rules.ts'
import {
  processIndependent,
  processSeparateMemory,
  processStartIndependent,
  threadMany,
  threadSharedMemory,
} from './rules/isolation-rules.ts'
import { handsOver } from './rules/hand-off.ts'
import { messagePassingRule } from './rules/message-passing.ts'
import { doesNotGain } from './rules/no-gain.ts'
import { takesTurns } from './rules/overlap.ts'
import { oneAtATime, ownLock } from './rules/probe-shares.ts'
import { raceRule } from './rules/race-rule.ts'
import { refcountModelRule } from './rules/refcount-model-rule.ts'
import { refcountFrees, refcountTracks } from './rules/refcount-rules.ts'
import { ratioRule } from './judging/ratio-rule.ts'
import { singleThreadCost } from './rules/single-thread-cost.ts'
import { startUpRule } from './rules/start-up.ts'
import { threadLeak } from './rules/thread-leak.ts'
import { waitsSideBySide } from './rules/waiting-gain.ts'

/** The rules there are so far; a claim without one is not measured. */
export const claimRules: Readonly<Partial<Record<ClaimId, ClaimRule>>> = {
  'process-independent': processIndependent,
  'process-start-independent': processStartIndependent,
  'process-separate-memory': processSeparateMemory,
  'thread-many': threadMany,
  'thread-shared-memory': threadSharedMemory,
  'process-killable': processKillable,
  'thread-not-killable': threadNotKillable,
  'thread-leak': threadLeak,
  'process-uses-cores': ratioRule(
    ['cpython'],
    [usesCores('cpython'), usesCores('cpython-ft'), usesCores('pypy'), usesCores('node')],
  ),
  'process-cpu-bound': ratioRule(
    ['cpython'],
    [processesOverThreads('cpython'), processesOverThreads('pypy'), processesOverThreads('node')],
  ),
  'process-slow-start': startUpRule,
  'thread-fast-start': startUpRule,
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
  'process-memory': processMemoryRule,
  'thread-light': threadLightRule,
  'process-ipc': messagePassingRule,
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
  'thread-io-bound': ratioRule(
    ['cpython'],
    [
      waitsSideBySide('cpython', 'threads'),
      waitsSideBySide('cpython-ft', 'threads'),
      waitsSideBySide('pypy', 'threads'),
      waitsSideBySide('jython', 'threads'),
      waitsSideBySide('ironpython', 'threads'),
      waitsSideBySide('node', 'threads'),
      waitsSideBySide('node', 'locked-threads'),
    ],
  ),
  'thread-race': raceRule,
  'refcount-tracks': refcountTracks,
  'refcount-frees': refcountFrees,
  'lock-refcount': refcountModelRule,
  'avoid-multiprocessing': ratioRule(
    ['cpython'],
    [processesOverThreads('cpython'), processesOverThreads('pypy'), processesOverThreads('node')],
  ),
  'avoid-other-implementation': ratioRule(
    ['jython', 'ironpython'],
    [gainsOverSerial('jython', 'threads'), gainsOverSerial('ironpython', 'threads')],
  ),
  'avoid-extension': ratioRule(['cpython'], [extensionGains]),
  'avoid-free-threaded': ratioRule(
    ['cpython-ft'],
    [gainsOverSerial('cpython-ft', 'threads', (data) => singleThreadCost(data, 'cpython-ft', 'cpython'))],
  ),
  'avoid-interpreters': ratioRule(
    ['cpython'],
    [gainsOverSerial('cpython', 'interpreters'), gainsOverSerial('cpython-ft', 'interpreters')],
  ),
  'lock-convoy': ratioRule(
    ['cpython'],
    [
      convoys('cpython/threads', 'cpython'),
      convoys('cpython-ft/threads', 'cpython-ft'),
      convoys('pypy/threads', 'pypy'),
      convoys('jython/threads', 'jython'),
      convoys('ironpython/threads', 'ironpython'),
      convoys('node/threads', 'node'),
      convoys('node/locked-threads', 'node'),
    ],
  ),
}
