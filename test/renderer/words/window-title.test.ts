import { expect, test } from 'vitest'
import type { Progress } from '../../../preload/contract.ts'
import { windowTitle } from '../../../renderer/words/window-title.ts'

const progress: Progress = {
  sessionId: 'a',
  run: {
    ...{ ref: { kind: 'catalog', id: 'cpu-bound' }, experimentId: 'cpu-bound', title: 'CPU-bound work', question: '' },
    ...{ claims: [], quick: false },
  },
  phase: 'measuring',
  trialsDone: 37,
  trialsTotal: { min: 50, max: 100 },
  leftMs: null,
  now: '',
}

test('the title says which page is shown, and while something runs how far it is', () => {
  expect(windowTitle({ kind: 'start' }, null)).toBe('Lockstep')
  expect(windowTitle({ kind: 'claims' }, null)).toBe('Claims · Lockstep')
  expect(windowTitle({ kind: 'start' }, progress)).toBe('37% · CPU-bound work')
  expect(windowTitle({ kind: 'claims' }, progress)).toBe('37% · Claims')
})
