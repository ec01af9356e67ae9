import { expect, test } from 'vitest'
import type { ExperimentEntry } from '../../../preload/contract.ts'
import { commands } from '../../../renderer/state/commands.ts'
import { find } from '../../../renderer/state/found.ts'

const cpuBound: ExperimentEntry = {
  ...{ ref: { kind: 'catalog', id: 'cpu-bound' }, id: 'cpu-bound', title: 'CPU-bound work', name: 'CPU-bound work' },
  ...{ question: 'Do threads make it faster?', asks: '', group: 'Threads', problem: null, estimateMs: 1000 },
  ...{ explanation: 'They share one **lock**, the GIL.', series: ['cpython/threads'], claims: ['thread-no-cpu-gain'] },
}
const titles = (wanted: string) =>
  find(wanted, { entries: [cpuBound], sessions: [], glossary: [], commands }).map(({ title }) => title)

test('a word of an explanation, of a claim or of a series finds its experiment, and a command is found by its name', () => {
  expect(titles('gil')).toEqual(['CPU-bound work'])
  expect(titles('cpython threads')).toEqual(['CPU-bound work'])
  expect(titles('export')).toEqual(['Export…'])
  expect(titles('no such word')).toEqual([])
})

test('the words around a match in the explanation are shown, without their Markdown', () => {
  expect(find('gil', { entries: [cpuBound], sessions: [], glossary: [], commands: [] })[0]?.about).toBe(
    'They share one lock , the GIL.…',
  )
})
