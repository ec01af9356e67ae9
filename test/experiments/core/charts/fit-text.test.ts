import { expect, test } from 'vitest'
import { fitText } from '../../../../experiments/core/charts/fit-text.ts'

/** Every character is 10 px wide. */
const measure = (text: string) => Array.from(text).length * 10

test('a text that fits stays whole', () => {
  expect(fitText('CPython threads', 150, 2, measure)).toEqual(['CPython threads'])
})

test('a text breaks between words, and its rest ends in an ellipsis', () => {
  expect(fitText('CPython free-threaded processes', 220, 2, measure)).toEqual(['CPython free-threaded', 'processes'])
  expect(fitText('one two three four', 70, 2, measure)).toEqual(['one two', 'three…'])
})

test('a word that is too wide by itself is broken, whatever the width', () => {
  expect(fitText('a'.repeat(7), 30, 4, measure)).toEqual(['aaa', 'aaa', 'a'])
  expect(fitText('abc', 0, 9, measure)).toEqual(['a', 'b', 'c'])
})

test('an empty text has no lines', () => {
  expect(fitText('  ', 100, 2, measure)).toEqual([])
})

test('no line is wider than asked, and no character is lost while there are lines', () => {
  const text = 'Threads are limited by ONE lock: extraordinarily-long-compound-word 🧵🧵🧵 end'
  for (let widthPx = 10; widthPx < 400; widthPx += 10) {
    const lines = fitText(text, widthPx, 200, measure)
    for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(widthPx)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  }
})
