import {
  isAlias,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type ErrorCode,
  type ParsedNode,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Finding, Located, LocatedChild } from './located.ts'
import { oneLine, showValue } from '../text/show-value.ts'
import { findExcess } from './yaml-excess.ts'
import { formatCount } from '../text/format-number.ts'

/** `root` is null if the text could not be read as one YAML or JSON document. */
export interface YamlTree {
  readonly root: Located | null
  readonly findings: readonly Finding[]
}

const deepest = 64
const mostAliasedValues = 10_000
const longestMessage = 200
// Escapes such as "\e" and "\ud800" bring in characters that decode-text.ts cannot see.
const unprintable = /[^\P{Cc}\t\n\r]|\p{Cs}/u
const noChildren: ReadonlyMap<string, LocatedChild> = new Map()

const options = {
  prettyErrors: false,
  logLevel: 'silent',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  // The library compares every pair of keys, which takes quadratic time. The builder below looks keys up.
  uniqueKeys: false,
} as const

/** Reads YAML 1.2, and so JSON. Merge keys, the file's own tags, and aliases that repeat much are refused. */
export function parseYamlTree(text: string): YamlTree {
  const excess = findExcess(text)
  if (excess !== null) return { root: null, findings: [excess] }
  const [document, second] = parseAllDocuments(text, options) as Document.Parsed[]
  if (document === undefined) return { root: null, findings: [] }
  const errors = [...document.errors, ...document.warnings]
  if (errors.length > 0) return { root: null, findings: errorFindings(errors) }
  if (second !== undefined) {
    return {
      root: null,
      findings: [{ offset: second.range[0], message: 'got a second document, expected one experiment in a file' }],
    }
  }
  const builder = new TreeBuilder()
  const root = document.contents === null ? null : builder.build(document.contents, 0)
  return { root, findings: builder.findings }
}

const plainWords: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'got a tab, expected spaces: YAML does not indent with tabs',
  NON_STRING_KEY: 'got a key that is no text, expected text',
  RESOURCE_EXHAUSTION: `got values nested too deep, expected at most ${deepest} levels`,
}

function errorFindings(errors: readonly YAMLError[]): readonly Finding[] {
  const exhausted = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION')
  // The other errors follow from the parser's having given up there.
  return (exhausted === undefined ? errors : [exhausted]).map((error) => ({
    offset: error.pos[0],
    message: plainWords[error.code] ?? `not readable as YAML: ${oneLine(error.message, longestMessage)}`,
  }))
}

/** Turns the library's nodes into plain data with positions. A node that cannot be one becomes null and a finding. */
class TreeBuilder {
  readonly findings: Finding[] = []
  readonly #anchors = new Map<string, Located>()
  #aliased = 0

  build(node: ParsedNode, depth: number): Located {
    const offset = node.range[0]
    if (isAlias(node)) return this.#resolve(node.source, offset)
    if (depth > deepest) {
      return this.#refuse(offset, `got values nested too deep, expected at most ${deepest} levels`)
    }
    const located = isScalar(node)
      ? this.#scalar(node.value, offset)
      : isSeq(node)
        ? this.#list(node, depth)
        : this.#mapping(node, depth)
    // The anchor is set only now, because an alias inside of it would never end.
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, located)
    return located
  }

  #refuse(offset: number, message: string): Located {
    this.findings.push({ offset, message })
    return { offset, value: null, children: noChildren, size: 1 }
  }

  #scalar(value: unknown, offset: number): Located {
    if (typeof value === 'string' && unprintable.test(value)) {
      return this.#refuse(offset, `got ${showValue(value)}, expected text without control characters`)
    }
    return { offset, value, children: noChildren, size: 1 }
  }

  #resolve(name: string, offset: number): Located {
    const target = this.#anchors.get(name)
    const shown = oneLine(name)
    if (target === undefined)
      return this.#refuse(offset, `got the alias *${shown}, expected an anchor &${shown} above it`)
    this.#aliased += target.size
    if (this.#aliased <= mostAliasedValues) return target
    const most = formatCount(mostAliasedValues)
    return this.#refuse(offset, `got the alias *${shown}, expected aliases to repeat at most ${most} values in all`)
  }

  #list(node: YAMLSeq.Parsed, depth: number): Located {
    const children = new Map<string, LocatedChild>()
    for (const [index, item] of node.items.entries()) {
      const child = this.build(item, depth + 1)
      children.set(String(index), { keyOffset: child.offset, node: child })
    }
    return {
      offset: node.range[0],
      value: [...children.values()].map((c) => c.node.value),
      children,
      size: sizeOf(children),
    }
  }

  #mapping(node: YAMLMap.Parsed, depth: number): Located {
    const children = new Map<string, LocatedChild>()
    const value = Object.create(null) as Record<string, unknown>
    for (const pair of node.items) {
      const keyOffset = pair.key.range[0]
      const key = isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : ''
      if (children.has(key)) {
        this.#refuse(keyOffset, `got the key ${showValue(key)} again, expected each key once`)
        continue
      }
      const child = pair.value === null ? this.#scalar(null, keyOffset) : this.build(pair.value, depth + 1)
      children.set(key, { keyOffset, node: child })
      value[key] = child.value
    }
    return { offset: node.range[0], value, children, size: sizeOf(children) }
  }
}

function sizeOf(children: ReadonlyMap<string, LocatedChild>): number {
  let size = 1
  for (const child of children.values()) size += child.node.size
  return size
}
