import { expect, test } from 'vitest'
import { forTerminal } from '../../../../experiments/core/text/for-terminal.ts'

test('what would turn a line of the terminal is written out', () => {
  expect(forTerminal('a\u202eb\u2066c\u001b[2Jd\re\tf\n')).toBe('a\\u202eb\\u2066c\\u001b[2Jd\\u000de\tf\n')
  expect(forTerminal('Größe 実験 🔵')).toBe('Größe 実験 🔵')
})

test('JSON means the same afterwards', () => {
  const title = 'right\u202e\u2028left'
  expect(JSON.parse(forTerminal(JSON.stringify({ title })))).toEqual({ title })
})
