import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EndRecord, SessionRecord, WarningRecord } from '../../../experiments/core/session/session.ts'
import { SessionWriter } from '../../../main/store/session-writer.ts'
import { header as headerOf } from '../../../testbed/scenes/session.ts'

export const header = headerOf('x')
export const warning: WarningRecord = { record: 'warning', atMs: 1, kind: 'plan', message: 'grüße\nund mehr' }
export const end: EndRecord = { record: 'end', atMs: 2, reason: 'complete', message: 'done' }

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

export function writeSession(
  folder: string,
  records: readonly SessionRecord[],
  startedAt = '2026-11-23T10:00:00Z',
): SessionWriter {
  const writer = SessionWriter.create(folder, new Date(startedAt), 'mine')
  for (const record of records) writer.write(record)
  writer.close()
  return writer
}
