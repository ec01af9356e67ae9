import type { TrustQuestion } from '../../preload/contract.ts'

const code = `import { next } from './shared/numbers.mjs'

/** The longest Collatz chain that starts below \`size\`, offset by the task. */
export function run(task, { size, tick }) {
  let longest = 0
  for (let start = 1; start <= size; start++) {
    let steps = 0
    for (let n = start + task; n !== 1; n = next(n)) steps++
    longest = Math.max(longest, steps)
    if (start % 64 === 0) tick()
  }
  return longest
}
`

const experiment = `lockstep: 1
title: Collatz chains
question: Does my own function gain from threads?
workload: { module: ./collatz.mjs, size: 2000, tasks: 64 }
series: [node/serial, node/threads, node/processes, node/locked-threads]
workers: [1, 2, 4, 8]
`

/** The experiment is as it was when the person agreed to it, the code is not. */
export const trustQuestion: TrustQuestion = {
  kind: 'needs-trust',
  files: [
    { path: '/home/me/lab/collatz.mjs', sha256: 'a'.repeat(64), text: code, hiddenBytes: 0, changed: true },
    { path: '/home/me/lab/collatz.yaml', sha256: 'b'.repeat(64), text: experiment, hiddenBytes: 0, changed: false },
  ],
  others: ['primes.mjs', 'primes.yaml'].map((name) => ({ path: `/home/me/lab/${name}`, sha256: 'c'.repeat(64) })),
  message: '/home/me/lab/collatz.mjs has changed since you agreed to run this.',
}
