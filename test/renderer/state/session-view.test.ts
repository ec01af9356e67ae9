import { expect, test } from 'vitest'
import type { EndRecord, SessionRecord } from '../../../experiments/core/session/session.ts'
import type { SessionPart } from '../../../preload/contract.ts'
import { SessionView } from '../../../renderer/state/session-view.svelte.ts'
import { header, sampleAt, trialRecords } from '../../../testbed/scenes/session.ts'

const start: readonly SessionRecord[] = [header('s'), sampleAt(0, 1)]
const [first, second, third] = [trialRecords(0), trialRecords(1), trialRecords(2)]
const failed: EndRecord = { record: 'end', atMs: 90_000, reason: 'failed', message: 'the disk is full' }

/** Parts of which each comes, and their end behind them, when the test allows so many. */
function partsOf(...parts: (readonly SessionRecord[])[]) {
  let allowed = 0
  const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))
  async function* read(): AsyncGenerator<SessionPart> {
    for (const [index, records] of parts.entries()) {
      while (allowed <= index) await soon()
      yield { records, next: null, share: (index + 1) / parts.length }
    }
    while (allowed <= parts.length) await soon()
  }
  return {
    read: read(),
    give: async (upTo: number) => {
      allowed = upTo
      for (let turn = 0; turn < 5; turn++) await soon()
    },
  }
}

const wanted = (): boolean => true

test('a session is shown when all its parts are read, and says how far that is', async () => {
  const view = new SessionView('s', false)
  const parts = partsOf([...start, ...first], second)
  const loading = view.load(parts.read, wanted)
  expect([view.state, view.readShare]).toEqual(['loading', 0])
  await parts.give(1)
  expect([view.header, view.readShare]).toEqual([null, 0.5])
  await parts.give(3)
  await loading
  expect([view.state, view.readShare, view.isWhole]).toEqual(['unfinished', null, true])
  expect(view.trials.map(({ trial }) => trial)).toEqual([0, 1])
})

test('what the lab writes while it is read is added once, whether or not the file has it already', async () => {
  const view = new SessionView('s', true)
  const parts = partsOf([...start, ...first], [...second, sampleAt(500, 1)])
  const loading = view.load(parts.read, wanted)
  await parts.give(1)
  view.add([...second, sampleAt(500, 1)])
  view.add([...third, sampleAt(750, 1)])
  expect(view.trials).toEqual([])
  await parts.give(3)
  await loading
  view.add(trialRecords(3))
  expect(view.trials.map(({ trial }) => trial)).toEqual([0, 1, 2, 3])
  expect(view.samples.map(({ atMs }) => atMs)).toEqual([0, 500, 750].map((atMs) => sampleAt(atMs, 1).atMs))
})

test('reading that nobody waits for any more ends, and may begin again', async () => {
  const view = new SessionView('s', false)
  const given = partsOf([...start, ...first], second)
  const stopped = view.load(given.read, () => false)
  await given.give(3)
  await stopped
  expect([view.state, view.readShare, view.isWhole, view.header]).toEqual(['loading', null, false, null])
  const again = partsOf([...start, ...first, ...second])
  const loading = view.load(again.read, wanted)
  await again.give(2)
  await loading
  expect(view.trials).toHaveLength(2)
})

test('a session that cannot be read to its end leaves what was shown before', async () => {
  const view = new SessionView('s', true)
  view.add([...start, ...first])
  async function* broken(): AsyncGenerator<SessionPart> {
    yield await Promise.resolve({ records: start, next: null, share: 0.5 })
    throw new Error('the lab is gone')
  }
  await expect(view.load(broken(), wanted)).rejects.toThrow('the lab is gone')
  expect(view.readShare).toBeNull()
  expect(view.trials).toHaveLength(1)
})

test('a run that is followed from its first record needs no file', () => {
  const view = new SessionView('s', true)
  view.add(start)
  view.add(first)
  expect([view.isWhole, view.trials.length]).toEqual([true, 1])
})

test('of a run that fails before it has a header, or that was never read, the end is known', async () => {
  const view = new SessionView('s', true)
  const parts = partsOf([])
  const loading = view.load(parts.read, wanted)
  await parts.give(2)
  await loading
  view.add([failed])
  expect([view.state, view.header]).toEqual(['failed', null])
  const unread = new SessionView('t', true)
  unread.add([...second, failed])
  expect([unread.state, unread.isWhole]).toEqual(['failed', false])
})
