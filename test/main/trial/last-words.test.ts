import { expect, test } from 'vitest'
import { lastWords } from '../../../main/trial/last-words.ts'

const python = `progress: 3 of 8
Traceback (most recent call last):
  File "<string>", line 1, in <module>
  File "/lab/python/lockstep_trial/crews/process_crew.py", line 96, in work
  File "/home/me/mine.py", line 7, in run
  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
    raise JSONDecodeError("Expecting value", s, err.value) from None
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
`

const node = `file:///home/me/mine.mjs:3
  throw new TypeError('the cat is on the keyboard')
        ^

TypeError: the cat is on the keyboard
    at Object.read (node:fs:12:1)
    at file:///lab/worker.js:100:1
    at run (file:///home/me/mine.mjs:3:9)
    at node:internal/main/worker_thread:2:1

Node.js v24.0.0
`

test("a Python traceback's error is quoted with the line of the user's own code", () => {
  expect(lastWords(python, '/lab')).toBe(
    '; its last words: json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0) (/home/me/mine.py:7)',
  )
})

test("a Node stack's error is quoted without the frames of Node and of the lab", () => {
  expect(lastWords(node, '/lab')).toBe(
    '; its last words: TypeError: the cat is on the keyboard (file:///home/me/mine.mjs:3)',
  )
})

test('without an error the last line is quoted, and nothing where nothing was printed', () => {
  expect(lastWords('one\ntwo\n\n', '/lab')).toBe('; its last words: two')
  expect(lastWords('\n', '/lab')).toBe('')
})
