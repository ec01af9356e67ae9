import { expect, test } from 'vitest'
import { parseExperiment } from '../../../../experiments/core/definition/experiment-file.ts'

const smallest = 'lockstep: 1\ntitle: T\nworkload: { kernel: primes }\nseries: [node/serial]\n'

function problemsOf(text: string): readonly string[] {
  const parsed = parseExperiment('f.yaml', new TextEncoder().encode(text))
  return parsed.kind === 'ok' ? [] : parsed.problems.map((p) => `${p.line}:${p.column} ${p.message}`)
}

test.each([
  [
    'a no-break space for an indent',
    '{ kernel: primes }',
    '\n\u00a0kernel: primes',
    '4:1 got \\u00a0, which is a no-break space',
  ],
  ['a no-break space behind a colon', 'title: ', 'title:\u00a0', '2:7 got \\u00a0, which is a no-break space'],
  ['an ideographic space', 'title: ', 'title:\u3000', '2:7 got \\u3000, which is an ideographic space'],
  ['a colon as wide as a Chinese character', 'title: ', 'title：', '2:6 got ： (\\uff1a), which is another form of :'],
  [
    'typographic quotes',
    'node/serial',
    '“node/serial”',
    '4:10 got “ (\\u201c), which is a typographic quote, expected "',
  ],
  ['an en dash for a hyphen', ' [node/serial]', '\n  – node/serial', '5:3 got – (\\u2013), which is an en dash'],
  ['a space without width', 'kernel:', 'ker\u200bnel:', '3:16 got \\u200b, which is a character that cannot be seen'],
])('%s is named at its place', (_, plain, typed, words) => {
  expect(problemsOf(smallest.replace(plain, typed))).toContainEqual(expect.stringContaining(words))
})

test('a key with a character that cannot be seen is shown with it written out', () => {
  expect(problemsOf(`${smallest}\u00a0laps: 3`)).toContainEqual(expect.stringContaining('got "\\u00a0laps"'))
})

test('a person’s own text may hold them all', () => {
  expect(problemsOf(smallest.replace('T', '“Warum?”\u00a0– eine Frage：jetzt'))).toEqual([])
  const quoted = problemsOf(`{ "lockstep": 1, "title": "a – b // c", "workload": { "kernel": "x" }, "series": [] }`)
  expect(quoted.filter((problem) => problem.includes('which is') || problem.includes('comment'))).toEqual([])
})

test.each(['// a comment', '/* a comment */'])('%s in JSON is named as what it is', (comment) => {
  const json = `{\n  "lockstep": 1, ${comment}\n  "title": "T", "workload": { "kernel": "primes" }, "series": ["node/serial"]\n}`
  const sign = comment.slice(0, 2)
  expect(problemsOf(json)).toContainEqual(
    expect.stringMatching(`got a comment with ${sign.replace('*', String.raw`\*`)}, expected none`),
  )
})

test.each([
  ['monitor: true', 'got true, expected off, on or pairs; did you mean on?'],
  ['monitor: yes', 'got "yes", expected off, on or pairs; did you mean on?'],
  ['laps: "2"', 'a whole number from 1 to 1,000, without quotes'],
  ['title: 31', 'one line of text of at most 200 characters, in quotes'],
  ['budget: 1:30', 'a duration such as 90s'],
  ['precision: 5,5%', 'a percentage such as 5.5%'],
])('%s says how it is written', (line, words) => {
  const text = line.startsWith('title') ? smallest.replace('title: T', line) : smallest + line
  expect(problemsOf(text).join('\n')).toContain(words)
})
