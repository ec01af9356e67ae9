import { decodeText } from './decode-text.ts'
import type { Experiment } from './experiment.ts'
import { ruleFindings, type CheckedInput } from './experiment-rules.ts'
import { experimentFormat, experimentSchema } from './experiment-schema.ts'
import { offsetOf, positionAt, type Finding, type Located, type Path } from './located.ts'
import { lookAlikes } from './look-alikes.ts'
import type { Problem } from './problem.ts'
import { resolveExperiment } from './resolve-experiment.ts'
import { findingAt, schemaFindings } from './schema-findings.ts'
import { showValue } from '../text/show-value.ts'
import { writeBytes } from '../text/units.ts'
import { formatCount } from '../text/format-number.ts'
import { parseYamlTree } from './yaml-tree.ts'

export type ParsedExperiment =
  | {
      readonly kind: 'ok'
      readonly experiment: Experiment
      /** The position of a value, for problems that are found later, such as a missing file that it names. */
      locate(path: Path): { readonly line: number; readonly column: number }
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

export const largestFileBytes = 2 ** 20
const mostProblems = 100
const beginning = `expected an experiment, which begins with "lockstep: ${experimentFormat}"`

export function wholeFileProblem(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message }
}

/**
 * Reads an experiment file, YAML or JSON (which YAML 1.2 contains).
 * @param file the file's name, for problems, and for the experiment's id if the file gives none
 */
export function parseExperiment(file: string, bytes: Uint8Array): ParsedExperiment {
  const refusal = refuseAsWhole(bytes)
  if (refusal !== null) return { kind: 'refused', problems: [wholeFileProblem(file, refusal)] }
  const decoded = decodeText(bytes)
  if (decoded.kind === 'not-text') {
    const { before, byteOffset, byte } = decoded
    const got = `0x${byte.toString(16).padStart(2, '0')} at byte ${formatCount(byteOffset + 1)}`
    const message = `not a text file: got ${got}, expected UTF-8 text`
    return { kind: 'refused', problems: [place(file, before, { offset: before.length, message })] }
  }
  const read = readText(file, decoded.text)
  if (read.kind === 'found')
    return { kind: 'refused', problems: toProblems(file, decoded.text, withCauses(decoded.text, read.findings)) }
  const { experiment, root } = read
  return { kind: 'ok', experiment, locate: (path) => positionAt(decoded.text, offsetOf(root, path)) }
}

function refuseAsWhole(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return `empty file: got 0 bytes, ${beginning}`
  if (bytes.length > largestFileBytes) {
    const got = `${writeBytes(bytes.length)} (${formatCount(bytes.length)} bytes)`
    return `file too large: got ${got}, expected at most ${writeBytes(largestFileBytes)}`
  }
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return isUtf16 ? 'got UTF-16 text, expected UTF-8: save the file as UTF-8' : null
}

type ReadText =
  | { readonly kind: 'ok'; readonly experiment: Experiment; readonly root: Located }
  | { readonly kind: 'found'; readonly findings: readonly Finding[] }

function readText(file: string, text: string): ReadText {
  const { root, findings } = parseYamlTree(text)
  if (root === null) {
    const blank = { offset: 0, message: `empty file: got only blank lines and comments, ${beginning}` }
    return { kind: 'found', findings: findings.length === 0 ? [blank] : findings }
  }
  if (root.children.size === 0 || Array.isArray(root.value)) {
    const wrong = { offset: root.offset, message: `got ${showValue(root.value)}, ${beginning}` }
    return { kind: 'found', findings: findings.length === 0 ? [wrong] : findings }
  }
  const format = root.children.get('lockstep')?.node.value
  if (typeof format === 'number' && Number.isInteger(format) && format > experimentFormat) {
    const reads = String(experimentFormat)
    return {
      kind: 'found',
      findings: [findingAt(root, ['lockstep'], `${reads}: this Lockstep reads format ${reads}: update Lockstep`)],
    }
  }
  return readMapping(file, root, findings)
}

function readMapping(file: string, root: Located, treeFindings: readonly Finding[]): ReadText {
  // compiling the schema takes longer than reading one file by it
  const parsed = experimentSchema.safeParse(root.value, { jitless: true })
  const { findings, brokenKeys } = schemaFindings(root, parsed.error?.issues ?? [])
  const sound = Object.entries(root.value as CheckedInput).filter(([key]) => !brokenKeys.has(key))
  const broken = ruleFindings(Object.fromEntries(sound)).map(({ path, expected }) => findingAt(root, path, expected))
  // A value that the tree could not hold is null in it, which the schema refuses a second time.
  const treeOffsets = new Set(treeFindings.map((finding) => finding.offset))
  const all = [...treeFindings, ...[...findings, ...broken].filter((finding) => !treeOffsets.has(finding.offset))]
  if (!parsed.success || all.length > 0) return { kind: 'found', findings: all }
  return { kind: 'ok', experiment: resolveExperiment(file, parsed.data), root }
}

function withCauses(text: string, findings: readonly Finding[]): readonly Finding[] {
  return [...findings, ...lookAlikes(text, findings)]
}

function place(file: string, text: string, { offset, message }: Finding): Problem {
  return { file, ...positionAt(text, offset), message }
}

/** The problems in the order of the text, each once, and no more than `mostProblems`. */
function toProblems(file: string, text: string, findings: readonly Finding[]): readonly Problem[] {
  const distinct = [...new Map(findings.map((finding) => [`${finding.offset} ${finding.message}`, finding])).values()]
  const sorted = distinct.sort((a, b) => a.offset - b.offset)
  const shown = sorted.slice(0, mostProblems)
  const [next] = sorted.slice(mostProblems)
  const more =
    next === undefined
      ? []
      : [{ offset: next.offset, message: `${formatCount(sorted.length - mostProblems)} more problems from here on` }]
  return [...shown, ...more].map((finding) => place(file, text, finding))
}
