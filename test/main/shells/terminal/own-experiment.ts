import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { resultDocument } from '../../../../experiments/core/report/result-document.ts'
import { workloadFile } from '../../trial-programs/trial-harness.ts'
import { temporaryFolder } from './lockstep.ts'

export type Result = ReturnType<typeof resultDocument>

/** Laps that nobody compares: they only have to be there. */
export const brief = 'warmup: 0\nlaps: 1\nrounds: 2\nbaseline: none\n'

/** Writes an experiment on a module of the fixtures, in a folder of its own. @returns its path */
export function experimentOn(file: string, more = brief, series = 'node/threads, node/processes'): string {
  const folder = temporaryFolder()
  copyFileSync(workloadFile(file), join(folder, file))
  const path = join(folder, 'mine.yaml')
  writeFileSync(
    path,
    `lockstep: 1\ntitle: Mine\nworkload: { module: ./${file}, size: 3000 }\nseries: [${series}]\nworkers: [1, 2]\n${more}`,
  )
  return path
}

export function parseResult(stdout: string): Result {
  return JSON.parse(stdout) as Result
}
