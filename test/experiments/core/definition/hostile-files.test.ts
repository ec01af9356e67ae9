import { kernelNames } from '../../../../experiments/core/names/kernels.ts'
import { alternatives } from '../../../../experiments/core/text/show-value.ts'
import { expect, test, vi } from 'vitest'
import { largestFileBytes, parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'

vi.setConfig({ testTimeout: 60_000 })

const smallest = 'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/serial]\n'

function problemsOf(file: string | Uint8Array): readonly string[] {
  const parsed = parseExperiment('f.yaml', typeof file === 'string' ? new TextEncoder().encode(file) : file)
  return parsed.kind === 'ok' ? [] : parsed.problems.map((p) => `${p.line}:${p.column} ${p.message}`)
}

test('all problems of a file come at once, in the order of the text', () => {
  const text = 'lockstep: 1\ntitel: T\nworkload: { kernel: prims, size: 0 }\nseries: [node/serial]\nlaps: 0\nlaps: 1\n'
  expect(problemsOf(text)).toEqual([
    '1:1 title: missing, expected one line of text of at most 200 characters',
    '2:1 unknown key: got "titel", expected a key that experiments have; did you mean title?',
    `3:21 workload.kernel: got "prims", expected ${alternatives(kernelNames)}; did you mean primes?`,
    '3:34 workload.size: got 0, expected auto or a whole number from 1 to 1,000,000,000',
    '5:7 laps: got 0, expected a whole number from 1 to 1,000',
    '6:1 got the key "laps" again, expected each key once',
  ])
})

test('a hundred problems are enough', () => {
  const problems = problemsOf(`${smallest}workers: [${'0, '.repeat(250)}]`)
  expect(problems).toHaveLength(101)
  expect(problems[100]).toBe('5:311 150 more problems from here on')
})

test.each([
  [[0x61, 0x0a, 0x62, 0x00], '2:2 not a text file: got 0x00 at byte 4, expected UTF-8 text'],
  [[0x61, 0xc3, 0x28], '1:2 not a text file: got 0xc3 at byte 2, expected UTF-8 text'],
  [[0xc3, 0xa9, 0xed, 0xa0, 0x80], '1:2 not a text file: got 0xed at byte 3, expected UTF-8 text'],
  [[0x61, 0x1b, 0x5b], '1:2 not a text file: got 0x1b at byte 2, expected UTF-8 text'],
  [[0xff, 0xfe, 0x61, 0x00], '1:1 got UTF-16 text, expected UTF-8: save the file as UTF-8'],
])('bytes %j are refused at the byte that is no text', (bytes, problem) => {
  expect(problemsOf(Uint8Array.from(bytes))).toEqual([problem])
})

test('a file above 1 MiB is refused with its size, one of 1 MiB is read', () => {
  expect(problemsOf(new Uint8Array(2_000_000))).toEqual([
    '1:1 file too large: got 1.907MiB (2,000,000 bytes), expected at most 1MiB',
  ])
  const filled = `${smallest}#${' '.repeat(largestFileBytes - smallest.length - 1)}`
  expect(problemsOf(filled)).toEqual([])
})

test('an alias bomb is refused where it goes off', () => {
  const bomb = Array.from({ length: 20 }, (_, n) => `k${n + 1}: &k${n + 1} [*k${n}, *k${n}]`)
  expect(problemsOf(`${smallest}k0: &k0 x\n${bomb.join('\n')}\n`)).toContainEqual(
    expect.stringMatching(/^1\d:\d+ got the alias \*k\d+, expected aliases to repeat at most 10,000 values in all$/),
  )
})

/** Each line stands one column further to the right than the one before. */
function indented(levels: number, text: string): string {
  return Array.from({ length: levels }, (_, level) => ' '.repeat(level) + text).join('\n')
}

test('signs in a text that is wide are no levels', () => {
  const wide = `explanation: |\n  ${'- a: ? '.repeat(100)}\nquestion: "${'[ - a: '.repeat(28)}"\n`
  expect(problemsOf(smallest + wide)).toEqual([])
})

test.each([
  ['brackets', '['.repeat(500_000), '1:65 got brackets nested too deep, expected at most 64 levels'],
  ['braces', 'a: '.concat('{a: '.repeat(100)), '1:260 got brackets nested too deep, expected at most 64 levels'],
  ['lists in a line', '- '.repeat(100), '1:131 got values nested too deep, expected at most 64 levels'],
  [
    'lists that overflow the parser',
    '- '.repeat(40_000),
    '1:131 got values nested too deep, expected at most 64 levels',
  ],
  ['lists in 6 KB', '- '.repeat(3000), '1:131 got values nested too deep, expected at most 64 levels'],
  ['explicit keys', '? '.repeat(40_000), '1:131 got values nested too deep, expected at most 64 levels'],
  ['keys behind keys', 'a: '.repeat(3000), '1:197 got values nested too deep, expected at most 64 levels'],
  ['lists below keys', indented(1000, 'a:'), '66:67 got values nested too deep, expected at most 64 levels'],
  ['lists below lists', indented(1000, '-'), '66:1 got values nested too deep, expected at most 64 levels'],
  ['objects of JSON', '{"a":'.repeat(3000), '1:321 got brackets nested too deep, expected at most 64 levels'],
  ['signs', '"'.repeat(900_000), /got more than 100,000 words and signs, expected an experiment$/],
])('too many %s do not break the parser', (_what, text, problem) => {
  expect(problemsOf(text)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)])
})
