import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SessionWriter } from '../../../main/store/session-writer.ts'
import { header, temporaryFolder, writeSession } from './made-up-session.ts'

test('two sessions of one second get two files', () => {
  const folder = temporaryFolder()
  expect(writeSession(folder, [header]).path).not.toBe(writeSession(folder, [header]).path)
})

test('each record is on disk as soon as it is written', () => {
  const writer = SessionWriter.create(temporaryFolder(), new Date(), 'mine')
  writer.write(header)
  expect(readFileSync(writer.path, 'utf8')).toBe(`${JSON.stringify(header)}\n`)
  writer.close()
})
