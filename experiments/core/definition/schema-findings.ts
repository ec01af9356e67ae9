import type { z } from 'zod'
import { didYouMean } from '../text/did-you-mean.ts'
import { keysAt } from './experiment-schema.ts'
import { formatPath, locate, offsetOf, type Finding, type Located, type Path } from './located.ts'
import { alternatives, showValue } from '../text/show-value.ts'

type Issue = z.core.$ZodIssue

interface PlacedIssue {
  readonly issue: Issue
  readonly path: Path
}

/** If a branch of a union went wrong inside of the value, that says more than that no branch fitted. */
function unfold(issue: Issue, before: Path = []): readonly PlacedIssue[] {
  const path = [...before, ...issue.path]
  if (issue.code !== 'invalid_union') return [{ issue, path }]
  const entered = issue.errors.find((branch) =>
    branch.every((i) => i.path.length > 0 || i.code === 'unrecognized_keys'),
  )
  return entered?.flatMap((inner) => unfold(inner, path)) ?? [{ issue, path }]
}

/** A finding at the value of the path: "PATH: got VALUE, expected WHAT". */
export function findingAt(root: Located, path: Path, expected: string): Finding {
  const found = locate(root, path)
  const got = found === undefined ? 'missing' : `got ${showValue(found.value)}`
  const where = formatPath(path)
  const message = `${where === '' ? '' : `${where}: `}${got}, expected ${expected}${aboutQuotes(found?.value, expected)}`
  return { offset: offsetOf(root, path), message }
}

function aboutQuotes(value: unknown, expected: string): string {
  if (typeof value === 'string' && /^\d+$/.test(value) && expected.includes('number')) return ', without quotes'
  if (/\btext\b/.test(expected) && (typeof value === 'number' || typeof value === 'boolean')) return ', in quotes'
  return ''
}

const shortList = 8

function unknownKeyFinding(root: Located, path: Path, key: string, known: readonly string[]): Finding {
  const offset = locate(root, path)?.children.get(key)?.keyOffset ?? root.offset
  const where = path.length === 0 ? '' : `${formatPath(path)}: `
  const suggestion = didYouMean(key, known)
  const listed = known.length <= shortList || suggestion === ''
  const expected = listed ? alternatives(known) : 'a key that experiments have'
  return { offset, message: `${where}unknown key: got ${showValue(key)}, expected ${expected}${suggestion}` }
}

export interface SchemaFindings {
  readonly findings: readonly Finding[]
  /** The keys of the experiment whose values cannot be relied on. */
  readonly brokenKeys: ReadonlySet<string>
}

export function schemaFindings(root: Located, issues: readonly Issue[]): SchemaFindings {
  const placed = issues.flatMap((issue) => unfold(issue))
  const findings = placed.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKeyFinding(root, path, key, keysAt(formatPath(path))))
      : [findingAt(root, path, issue.message)],
  )
  return { findings, brokenKeys: new Set(placed.flatMap(({ path }) => path.slice(0, 1).map(String))) }
}
