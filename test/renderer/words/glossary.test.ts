import { expect, test } from 'vitest'
import { commands } from '../../../renderer/state/commands.ts'
import { find } from '../../../renderer/state/found.ts'
import { glossary, glossaryEntry } from '../../../renderer/words/glossary.ts'

test('the words stand in the order of the alphabet, each once', () => {
  const words = glossary.map(({ word }) => word)
  expect(words).toEqual([...new Set(words)].toSorted((a, b) => a.localeCompare(b, 'en')))
})

test('a word is known in its other forms and in any case', () => {
  expect(glossaryEntry('Interpreter lock')?.word).toBe('GIL')
  expect(glossaryEntry('elephant')).toBe(undefined)
})

test('Find leads to a word of the glossary', () => {
  const [found] = find('percentile', { entries: [], sessions: [], commands, glossary })
  expect(found).toMatchObject({ title: 'p95', choice: { kind: 'glossary' } })
})
