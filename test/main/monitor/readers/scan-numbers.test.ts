import { expect, test } from 'vitest'
import { behindName, nextLine, scanNumbers } from '../../../../main/monitor/readers/scan-numbers.ts'

function scan(text: string, room = 60): readonly number[] {
  const bytes = Buffer.from(text)
  const into = new Float64Array(room)
  return Array.from(into.subarray(0, scanNumbers(bytes, 0, bytes.length, into)))
}

test('numbers of one line are read, with their signs, up to the largest that /proc has', () => {
  expect(scan('12 -3  0 83965123456789 \n99')).toEqual([12, -3, 0, 83_965_123_456_789])
})

test('what is no number is passed over, and no more are read than there is room for', () => {
  expect(scan('S 1 x2 3:4')).toEqual([1, 2, 3, 4])
  expect(scan('1 2 3', 2)).toEqual([1, 2])
  expect(scan('')).toEqual([])
})

test('a thread’s name may hold spaces, brackets and numbers', () => {
  const bytes = Buffer.from('77 (a) 5 (b) S 1 2 3\nx')
  const into = new Float64Array(3)
  scanNumbers(bytes, behindName(bytes, bytes.length), bytes.length, into)
  expect([...into]).toEqual([1, 2, 3])
})

test('the line after the last one is the end', () => {
  const bytes = Buffer.from('ab\ncd')
  expect(nextLine(bytes, 0, 5)).toBe(3)
  expect(nextLine(bytes, 3, 5)).toBe(5)
  // what lies behind the end is left from a longer reading
  expect(nextLine(Buffer.from('ab\ncd'), 0, 2)).toBe(2)
})
