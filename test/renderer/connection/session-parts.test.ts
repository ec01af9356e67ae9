import { expect, test } from 'vitest'
import type { FilePosition, SessionPart } from '../../../preload/contract.ts'
import { sessionParts } from '../../../renderer/connection/session-parts.ts'
import { header, trialRecords } from '../../../testbed/scenes/session.ts'

const middle: FilePosition = { byte: 1000, line: 1 }
const first: SessionPart = { records: [header('long')], next: middle, share: 0.5 }
const second: SessionPart = { records: trialRecords(0), next: null, share: 1 }

/** A lab that answers with these parts, or fails where there is none, and remembers which it was asked for. */
function labWith(parts: readonly SessionPart[]) {
  const asked: (FilePosition | null)[] = []
  return {
    asked,
    session: (_id: string, from: FilePosition | null) => {
      const part = parts[asked.push(from) - 1]
      return part === undefined ? Promise.reject(new Error('the disk is gone')) : Promise.resolve(part)
    },
  }
}

test('the parts of a session come in their order, each fetched while the one before it is looked at', async () => {
  const lab = labWith([first, second])
  const parts = sessionParts(lab, 'long')
  expect((await parts.next()).value).toBe(first)
  expect(lab.asked).toEqual([null, middle])
  expect((await parts.next()).value).toBe(second)
  expect((await parts.next()).done).toBe(true)
})

test('a part that cannot be read is an error for those who ask for it, and for nobody else', async () => {
  const whole = sessionParts(labWith([first]), 'long')
  await whole.next()
  await expect(whole.next()).rejects.toThrow('the disk is gone')
  for await (const part of sessionParts(labWith([first]), 'long')) {
    expect(part).toBe(first)
    break
  }
})
