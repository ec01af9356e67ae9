import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeWhole } from '../../../../main/system/write-whole.ts'

/** Every file of tests asks the same interpreters, of which some take seconds: an answer holds for the files after it. */
const path = join(import.meta.dirname, '..', '..', '..', '..', 'test-results', 'pythons.json')
/** Packages come and go without a trace in the program. */
const holdsForMs = 10 * 60_000

type Answers = Record<string, { readonly said: string; readonly programMtimeMs: number; readonly atMs: number }>

/** @returns what the program said less than ten minutes ago, or says now. @throws what `ask` throws, which is not remembered */
export async function rememberedAnswer(program: string, ask: () => Promise<string>): Promise<string> {
  const programMtimeMs = statSync(program).mtimeMs
  const known = read()[program]
  if (known?.programMtimeMs === programMtimeMs && Date.now() - known.atMs < holdsForMs) return known.said
  const said = await ask()
  mkdirSync(dirname(path), { recursive: true })
  await writeWhole(path, JSON.stringify({ ...read(), [program]: { said, programMtimeMs, atMs: Date.now() } }))
  return said
}

function read(): Answers {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Answers
  } catch {
    return {}
  }
}
