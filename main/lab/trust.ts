import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Experiment } from '../../experiments/core/definition/experiment.ts'
import type { FileHash } from '../../experiments/core/session/file-hash.ts'
import type { FileInQuestion, TrustQuestion } from '../../preload/contract.ts'
import { openSource, type ExperimentSource } from '../store/experiment-source.ts'
import { mostOwnCodeBytes, sha256Of } from '../store/file-hash.ts'
import { readRegularFile } from '../system/regular-file.ts'

/** More of a file than this is not shown; all of it counts. */
const mostShownBytes = 256 * 1024
/** A folder with more experiments than this is no course. */
const mostOthers = 200

/** What a run executes of the person's own, and the question whether it may; null if they have agreed to exactly that. */
export interface OwnCode {
  readonly files: readonly FileHash[]
  readonly question: TrustQuestion | null
}

/**
 * Looks at the files as they are now.
 * @param agreed what the person has said yes to, just now or for good
 */
export function ownCodeOf({ experiment, file, bytes }: ExperimentSource, agreed: readonly FileHash[]): OwnCode {
  const code = ownCodePath(experiment)
  if (file === null || code === null) return { files: [], question: null }
  const shown = [
    inQuestion(code, readRegularFile(code, mostOwnCodeBytes).content, agreed),
    // the bytes that were read as the experiment: its file may be another by now
    inQuestion(file, bytes, agreed),
  ]
  const files = shown.map(({ path, sha256 }) => ({ path, sha256 }))
  const open = files.some((one) => !agreed.some(({ path, sha256 }) => path === one.path && sha256 === one.sha256))
  if (!open) return { files, question: null }
  const others = othersIn(dirname(file)).filter(({ path }) => files.every((one) => one.path !== path))
  return { files, question: { kind: 'needs-trust', files: shown, others, message: changeSentence(shown) } }
}

/** @returns the file of the person's own that a run executes, or null */
export function ownCodePath({ workload }: Experiment): string | null {
  return workload.kind === 'module' || workload.kind === 'script' ? workload.path : null
}

/** The experiments in a folder that run code of their own, and that code; what cannot be read is left out. */
function othersIn(folder: string): readonly FileHash[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.(ya?ml|json)$/i.test(name))
    const hashes = names.slice(0, mostOthers).flatMap((name) => hashesOf(join(folder, name)))
    return [...new Map(hashes.map((hash) => [hash.path, hash])).values()]
  } catch {
    return []
  }
}

function hashesOf(path: string): readonly FileHash[] {
  const source = openSource({ kind: 'file', path })
  if (source.kind === 'refused') return []
  const code = ownCodePath(source.experiment)
  if (code === null) return []
  try {
    return [
      { path: code, sha256: sha256Of(readRegularFile(code, mostOwnCodeBytes).content) },
      { path, sha256: sha256Of(source.bytes) },
    ]
  } catch {
    return []
  }
}

function inQuestion(path: string, content: Buffer, agreed: readonly FileHash[]): FileInQuestion {
  const sha256 = sha256Of(content)
  const before = agreed.filter((one) => one.path === path)
  return {
    path,
    sha256,
    text: plainText(content.subarray(0, mostShownBytes).toString('utf8')),
    hiddenBytes: Math.max(0, content.length - mostShownBytes),
    changed: before.length > 0 && before.every((one) => one.sha256 !== sha256),
  }
}

/** Characters that are not seen, or that turn the order of the others, are written out: they could hide what code does. */
function plainText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{C}\t\n]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

function changeSentence(files: readonly FileInQuestion[]): string | null {
  const changed = files.filter((one) => one.changed).map(({ path }) => path)
  if (changed.length === 0) return null
  return `${changed.join(' and ')} ${changed.length === 1 ? 'has' : 'have'} changed since you agreed to run this.`
}
