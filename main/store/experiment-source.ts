import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  largestFileBytes,
  parseExperiment,
  wholeFileProblem,
} from '../../experiments/core/definition/experiment-file.ts'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { Problem } from '../../experiments/core/definition/problem.ts'
import { showValue } from '../../experiments/core/text/show-value.ts'
import type { ExperimentRef } from '../../preload/requests.ts'
import { readRegularFile } from '../system/regular-file.ts'
import { catalog } from './catalog.ts'

/** An experiment with where it came from; its workload's path is absolute. */
export interface ExperimentSource {
  readonly kind: 'opened'
  readonly experiment: Experiment
  readonly text: string
  /** What was read as the experiment. */
  readonly bytes: Buffer
  /** The absolute path; null for a built-in experiment and for an upload. */
  readonly file: string | null
}

export type OpenedSource = ExperimentSource | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

export function openSource(ref: ExperimentRef): OpenedSource {
  switch (ref.kind) {
    case 'catalog': {
      const entry = catalog.find(({ id }) => id === ref.id)
      if (entry === undefined) return refused(ref.id, 'there is no built-in experiment of this name')
      return parsed(entry.file, Buffer.from(entry.text), null)
    }
    case 'text':
      return parsed(ref.name, Buffer.from(ref.text), null)
    case 'file': {
      const file = resolve(ref.path)
      const bytes = readBytes(ref.path)
      return typeof bytes === 'string' ? refused(ref.path, bytes) : parsed(ref.path, bytes, file)
    }
  }
}

function refused(file: string, message: string): OpenedSource {
  return { kind: 'refused', problems: [wholeFileProblem(file, message)] }
}

/** @returns the bytes, or what is wrong */
function readBytes(path: string): Buffer | string {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return 'is a folder: got a folder, expected an experiment file (YAML or JSON)'
    if (!stat.isFile()) return 'is no regular file: expected an experiment file (YAML or JSON)'
    if (stat.size > largestFileBytes)
      return `is too large: got ${stat.size} bytes, expected at most ${largestFileBytes} (1 MiB)`
    return readRegularFile(path, largestFileBytes).content
  } catch (error) {
    // Node reads a name that is not UTF-8 with this sign in place of its bytes, so that no file is found by it
    if (resolve(path).includes('\ufffd')) {
      return `cannot be read: got ${showValue(path)}, whose name or folder is not UTF-8, expected a name in UTF-8: rename it`
    }
    return cannotRead(error)
  }
}

function cannotRead(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return 'there is no such file: got a path to nothing, expected an experiment file'
  if (code === 'EACCES' || code === 'EPERM')
    return 'may not be read: got no permission, expected a readable experiment file'
  return `cannot be read: got ${String(error)}, expected a readable experiment file`
}

function parsed(name: string, bytes: Buffer, file: string | null): OpenedSource {
  const result = parseExperiment(name, bytes)
  if (result.kind === 'refused') return result
  const { workload } = result.experiment
  const source = { kind: 'opened' as const, text: bytes.toString('utf8'), bytes, file }
  if (workload.kind === 'kernel' || workload.kind === 'probe') return { ...source, experiment: result.experiment }
  const at = result.locate(['workload', workload.kind])
  if (file === null) {
    const message = `workload.${workload.kind}: got ${JSON.stringify(workload.path)}, expected a kernel: an uploaded file has no folder to find it in; open the experiment by its path`
    return { kind: 'refused', problems: [{ file: name, ...at, message }] }
  }
  const path = resolve(dirname(file), workload.path)
  const kind = kindOf(path)
  if (kind !== 'file') {
    const found = kind === 'folder' ? `${path} is a folder` : `there is none at ${path}`
    const message = `workload.${workload.kind}: got ${JSON.stringify(workload.path)}, expected an existing file (${found})`
    return { kind: 'refused', problems: [{ file: name, ...at, message }] }
  }
  return { ...source, experiment: { ...result.experiment, workload: { ...workload, path } } }
}

function kindOf(path: string): 'file' | 'folder' | 'none' {
  try {
    const stat = statSync(path)
    if (stat.isFile()) return 'file'
    return stat.isDirectory() ? 'folder' : 'none'
  } catch {
    return 'none'
  }
}
