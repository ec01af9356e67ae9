import { kernelNames } from '../../../../experiments/core/names/kernels.ts'
import { alternatives } from '../../../../experiments/core/text/show-value.ts'
import { expect, test } from 'vitest'
import { parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'

const smallest = 'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/serial]\n'

function problemsOf(file: string | Uint8Array): readonly string[] {
  const parsed = parseExperiment('f.yaml', typeof file === 'string' ? new TextEncoder().encode(file) : file)
  return parsed.kind === 'ok' ? [] : parsed.problems.map((p) => `${p.line}:${p.column} ${p.message}`)
}

const begins = 'expected an experiment, which begins with "lockstep: 1"'
const workers = 'expected a whole number from 1 to 1,024, P, 2P or a range such as 1..8'
const keys =
  'lockstep, id, title, question, explanation, workload, series, baseline, workers, scaling, laps, warmup, rounds, precision, budget, switchInterval, sampling, monitor, pin, timeout, memoryLimit, claims or chart'
const nodeSeries = 'node/serial, node/threads, node/processes, node/locked-threads, node/async or node/pool'
const anySeries =
  'RUNTIME/EXECUTOR such as node/threads, RUNTIME being node, cpython, cpython-ft, pypy, jython or ironpython'

const refused: readonly (readonly [text: string, problem: string | RegExp])[] = [
  [
    'lockstep: 1\ntitle: T\nworkload: { kernel: pbkdf2 }\nseries: [node/pool, node/pool@primes]\n',
    `4:21 series[1]: got "node/pool@primes", expected a series other than node/pool: primes has no form that runs in libuv's pool, as files and pbkdf2 have`,
  ],
  ['', `1:1 empty file: got 0 bytes, ${begins}`],
  [' \n\t\n', `1:1 empty file: got only blank lines and comments, ${begins}`],
  ['# only this\n', `1:1 empty file: got only blank lines and comments, ${begins}`],
  ['\n- a\n- b', `2:1 got a list of 2, ${begins}`],
  ['  hello', `1:3 got "hello", ${begins}`],
  ['{}', `1:1 got a mapping, ${begins}`],
  ['---\n...', `1:4 got nothing, ${begins}`],
  ['lockstep: 2\nnew: key', '1:11 lockstep: got 2, expected 1: this Lockstep reads format 1: update Lockstep'],
  [`${smallest}---\n${smallest}`, '5:1 got a second document, expected one experiment in a file'],
  [`${smallest}rounds:\n\tmin: 1`, '6:1 got a tab, expected spaces: YAML does not indent with tabs'],
  [`${smallest}title: U`, '5:1 got the key "title" again, expected each key once'],
  [`${smallest}laps: *x`, '5:7 got the alias *x, expected an anchor &x above it'],
  [`${smallest}rounds: &r { min: *r }`, '5:19 got the alias *r, expected an anchor &r above it'],
  [`${smallest}<<: { laps: 3 }`, `5:1 unknown key: got "<<", expected ${keys}`],
  [`${smallest}__proto__: { laps: 3 }`, `5:1 unknown key: got "__proto__", expected ${keys}`],
  [`${smallest}constructor: 1`, `5:1 unknown key: got "constructor", expected ${keys}`],
  [`${smallest}title`, '5:1 not readable as YAML: Implicit map keys need to be followed by map values'],
  [`${smallest}? [a]\n: 1`, '5:3 got a key that is no text, expected text'],
  [`${smallest}laps: !three 3`, '5:7 not readable as YAML: Unresolved tag: !three'],
  [`${smallest}question: "a\\eb"`, '5:11 got "a\\u001bb", expected text without control characters'],
  [`${smallest}"\\u202ex": 1`, `5:1 unknown key: got "\\u202ex", expected ${keys}`],
  [
    `${smallest}worker: [1]`,
    '5:1 unknown key: got "worker", expected a key that experiments have; did you mean workers?',
  ],
  [`${smallest}rounds: { maxx: 1 }`, '5:11 rounds: unknown key: got "maxx", expected min or max; did you mean max?'],
  [`${smallest}workers: [1, 0]`, `5:14 workers[1]: got 0, ${workers}`],
  [`${smallest}workers: [10000]`, `5:11 workers[0]: got 10000, ${workers}`],
  [`${smallest}workers: ["2"]`, `5:11 workers[0]: got "2", ${workers}, without quotes`],
  [`${smallest}workers: [1.5]`, `5:11 workers[0]: got 1.5, ${workers}`],
  [`${smallest}workers: [8..1]`, `5:11 workers[0]: got "8..1", ${workers}`],
  [`${smallest}workers: [1..1025]`, `5:11 workers[0]: got "1..1025", ${workers}`],
  [`${smallest}workers: [p]`, `5:11 workers[0]: got "p", ${workers}`],
  [`${smallest}workers: 4`, '5:10 workers: got 4, expected a list of worker counts such as [1, 2, 4, P]'],
  [`${smallest}workers: []`, '5:10 workers: got an empty list, expected a list of worker counts such as [1, 2, 4, P]'],
  [`${smallest}workers:\n  - 1\n  - .nan`, `7:5 workers[1]: got NaN, ${workers}`],
  [`${smallest}laps: .inf`, '5:7 laps: got Infinity, expected a whole number from 1 to 1,000'],
  [`${smallest}laps: "2"`, '5:7 laps: got "2", expected a whole number from 1 to 1,000, without quotes'],
  [`${smallest}laps: 1.5`, '5:7 laps: got 1.5, expected a whole number from 1 to 1,000'],
  [`${smallest}laps:`, '5:6 laps: got nothing, expected a whole number from 1 to 1,000'],
  [`${smallest}warmup: never`, '5:9 warmup: got "never", expected auto or a whole number from 0 to 1,000'],
  [
    `${smallest}rounds: 0`,
    '5:9 rounds: got 0, expected a whole number from 1 to 1,000 or a mapping such as { min: 5, max: 12 }',
  ],
  [`${smallest}rounds: { min: 0 }`, '5:16 rounds.min: got 0, expected a whole number from 1 to 1,000'],
  [`${smallest}rounds: { min: 5, max: 2 }`, '5:24 rounds.max: got 2, expected at least rounds.min, which is 5'],
  [`${smallest}precision: 0.1`, '5:12 precision: got 0.1, expected a percentage such as 5.5% from 0.1% to 100%'],
  [`${smallest}precision: 0.01%`, '5:12 precision: got "0.01%", expected a percentage such as 5.5% from 0.1% to 100%'],
  [
    `${smallest}budget: 5 mins`,
    '5:9 budget: got "5 mins", expected a duration such as 90s (ms, s, min or h) from 1s to 24h',
  ],
  [
    `${smallest}switchInterval: 0ms`,
    '5:17 switchInterval: got "0ms", expected a duration such as 90s (ms, s, min or h) from 0.1ms to 10s',
  ],
  [
    `${smallest}sampling: 10ms`,
    '5:11 sampling: got "10ms", expected a duration such as 90s (ms, s, min or h) from 20ms to 1min',
  ],
  [
    `${smallest}timeout: 25h`,
    '5:10 timeout: got "25h", expected a duration such as 90s (ms, s, min or h) from 100ms to 24h',
  ],
  [`${smallest}memoryLimit: 4G`, '5:14 memoryLimit: got "4G", expected a size (MiB, GiB or TiB) from 64MiB to 1TiB'],
  [`${smallest}id: CPU bound`, '5:5 id: got "CPU bound", expected up to 64 small letters, digits and hyphens'],
  [
    `${smallest}chart: kernel`,
    '5:8 chart: got "kernel", expected speedup, kernels, hold-times, memory-per-worker, write-seen, lost-increments, latencies, start-times, message-times, stops or references; did you mean kernels?',
  ],
  [`${smallest}scaling: week`, '5:10 scaling: got "week", expected strong or weak; did you mean weak?'],
  [
    `${smallest}claims: [thread-rase]`,
    '5:10 claims[0]: got "thread-rase", expected a claim\'s id such as thread-no-cpu-gain; did you mean thread-race?',
  ],
  [`${smallest}baseline: node/serial`, '5:11 baseline: got "node/serial", expected auto or none'],
  [`${smallest}baseline: node/threads`, '5:11 baseline: got "node/threads", expected auto or none'],
  [
    `${smallest}baseline: node/thread`,
    '5:11 baseline: got "node/thread", expected auto, none or one of the series listed; did you mean node/threads?',
  ],
  [
    smallest.replace('primes', 'prime'),
    `3:21 workload.kernel: got "prime", expected ${alternatives(kernelNames)}; did you mean primes?`,
  ],
  [
    smallest.replace('kernel: primes', 'kernel: primes, size: -5'),
    '3:35 workload.size: got -5, expected auto or a whole number from 1 to 1,000,000,000',
  ],
  [
    smallest.replace('kernel: primes', 'kernal: primes'),
    '3:13 workload: unknown key: got "kernal", expected kernel, probe, module, script, size or tasks; did you mean kernel?',
  ],
  [
    smallest.replace('{ kernel: primes }', 'primes'),
    '3:11 workload: got "primes", expected a mapping such as { kernel: primes }',
  ],
  [
    smallest.replace('kernel: primes', 'size: 1'),
    '3:11 workload: got a mapping, expected exactly one of kernel, probe, module or script',
  ],
  [
    smallest.replace('kernel: primes', 'kernel: primes, script: a.py'),
    '3:37 workload.script: got "a.py", expected exactly one of kernel, probe, module or script',
  ],
  ...['\\\\server\\share\\a.mjs', '//server/share/a.mjs', '\\/server/share/a.mjs', '\\\\?\\UNC\\server\\a.mjs'].map(
    (path): [string, string] => [
      smallest.replace('kernel: primes', `module: '${path}'`),
      `3:21 workload.module: got "${path}", expected a path on this machine, such as ./mine.mjs, not on a server`,
    ],
  ),
  [
    smallest.replace('kernel: primes', 'module: a.mjs, size: auto'),
    '3:34 workload.size: got "auto", expected a whole number from 1 to 1,000,000,000: how the time of your own module grows is not known',
  ],
  [
    `${smallest.replace('kernel: primes', 'kernel: primes, tasks: 4')}workers: [1..8]`,
    '3:36 workload.tasks: got 4, expected at least 8, the largest worker count',
  ],
  [
    smallest.replace('node/serial', 'node/thread'),
    `4:10 series[0]: got "node/thread", expected ${nodeSeries}; did you mean node/threads?`,
  ],
  [
    smallest.replace('node/serial', 'node/interpreters'),
    `4:10 series[0]: got "node/interpreters", expected ${nodeSeries}`,
  ],
  [
    smallest.replace('node/serial', 'threads'),
    `4:10 series[0]: got "threads", expected ${anySeries}; did you mean node/threads?`,
  ],
  [
    smallest.replace('node/serial', 'ruby/threads'),
    /^4:10 series\[0\]: got "ruby\/threads", expected RUNTIME\/EXECUTOR/,
  ],
  [
    smallest.replace('[node/serial]', '[]'),
    '4:9 series: got an empty list, expected a list of series such as [node/serial, node/threads]',
  ],
  [
    smallest.replace('kernel: primes', 'module: a.mjs').replace('serial]', 'serial, pypy/threads]'),
    '4:23 series[1]: got "pypy/threads", expected a series of node: a JavaScript module runs on Node only',
  ],
  [
    smallest.replace('kernel: primes', 'script: a.py'),
    '4:10 series[0]: got "node/serial", expected a series of Python: a Python script does not run on Node',
  ],
  [
    smallest.replace('title: T', 'title: "  "'),
    '2:8 title: got "  ", expected one line of text of at most 200 characters',
  ],
  [smallest.replace('title: T\n', ''), '1:1 title: missing, expected one line of text of at most 200 characters'],
  [
    `# comment\n\n${smallest.replace('title: T\n', '')}`,
    '3:1 title: missing, expected one line of text of at most 200 characters',
  ],
  [`\ufeff${smallest.replaceAll('\n', '\r\n')}laps: 0\r\n`, '5:7 laps: got 0, expected a whole number from 1 to 1,000'],
]

for (const [text, problem] of refused) {
  test(`one problem: ${String(problem)}`, () => {
    expect(problemsOf(text)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)])
  })
}
