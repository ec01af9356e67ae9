import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLine } from '../../../../../main/trial-programs/node/worker/read-line.ts'

function firstLineOf(text: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-line-'))
  const path = join(folder, 'input')
  writeFileSync(path, text)
  const descriptor = openSync(path, 'r')
  try {
    return readLine(descriptor)
  } finally {
    closeSync(descriptor)
    rmSync(folder, { recursive: true })
  }
}

test('a line is read whole, however long it is and wherever its characters are cut', () => {
  const long = 'é'.repeat(200_000)
  expect(firstLineOf(`x${long}\nthe next`)).toBe(`x${long}`)
})

test('where the input ends before the line does there is none', () => {
  expect(firstLineOf('')).toBeNull()
  expect(firstLineOf('half a li')).toBeNull()
})
