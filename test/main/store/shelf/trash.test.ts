import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SessionHold } from '../../../../main/store/session-hold.ts'
import { SessionShelf } from '../../../../main/store/shelf/session-shelf.ts'
import { bringBack, thrownAway, throwAway } from '../../../../main/store/shelf/trash.ts'
import { end, header, temporaryFolder, writeSession } from '../made-up-session.ts'

function shelfWithSession() {
  const shelf = new SessionShelf(temporaryFolder())
  const { id, path } = writeSession(shelf.own, [header, end])
  const log = join(shelf.own, `${id}.log`)
  writeFileSync(log, 'printed')
  return { shelf, id, path, log }
}

test('a session that was thrown away is in no list, and comes back as it was, with what its programs printed', async () => {
  const { shelf, id, path, log } = shelfWithSession()
  const content = readFileSync(path)
  throwAway(shelf, id)
  expect(await shelf.list()).toEqual([])
  expect([existsSync(path), existsSync(log)]).toEqual([false, false])
  expect(thrownAway(shelf)).toEqual([id])
  bringBack(shelf, id)
  expect(readFileSync(path)).toEqual(content)
  expect(readFileSync(log, 'utf8')).toBe('printed')
  expect(thrownAway(shelf)).toEqual([])
})

test('a session that is being measured is not thrown away', () => {
  const { shelf, id, path } = shelfWithSession()
  const hold = SessionHold.take(path)
  expect(() => {
    throwAway(shelf, id)
  }).toThrow(/is being measured by process/)
  hold.release()
  expect(existsSync(path)).toBe(true)
})

test('nothing is overwritten, neither in the trash nor when a session comes back', () => {
  const { shelf, id, path } = shelfWithSession()
  throwAway(shelf, id)
  writeFileSync(path, 'another of this name')
  for (const move of [throwAway, bringBack]) {
    expect(() => {
      move(shelf, id)
    }).toThrow(/stays where it is.*one of its name already/)
  }
  expect(readFileSync(path, 'utf8')).toBe('another of this name')
  expect(thrownAway(shelf)).toEqual([id])
})

test('what is in no trash cannot come back, and no path leads out of the folders', () => {
  const { shelf } = shelfWithSession()
  expect(() => {
    bringBack(shelf, 'never')
  }).toThrow(/no session never in the trash/)
  for (const id of ['../../etc/passwd', '..', 'a/b']) {
    expect(() => {
      throwAway(shelf, id)
    }).toThrow(/is no session's id/)
    expect(() => {
      bringBack(shelf, id)
    }).toThrow(/is no session's id/)
  }
})
