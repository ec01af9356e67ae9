import { expect, test } from 'vitest'
import { shortenPaths } from '../../../main/lab/problem-report.ts'

test.each([
  ['at run (file:///home/ann/work/lab/main.js:10:3)', 'at run (…/lab/main.js:10:3)'],
  ['/srv/students/bob/a.yaml is no file', '…/bob/a.yaml is no file'],
  ['{"path":"/home/ann/course/collatz.py"}', '{"path":"…/course/collatz.py"}'],
  [String.raw`D:\students\bob\a.yaml`, String.raw`…\bob\a.yaml`],
  ['/home/ann is full', '~ is full'],
])('%s is told as %s', (text, told) => {
  expect(shortenPaths(text, '/home/ann')).toBe(told)
})

test.each(['node/threads × 2, round 3', '12/30 trials', '/tmp/x', 'a - b'])('%s is left as it is', (text) => {
  expect(shortenPaths(text, '/home/ann')).toBe(text)
})
