import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const names = new Set(tracked.map((path) => basename(path)))
const documents = tracked.filter((path) => path.endsWith('.md'))

interface Source {
  readonly path: string
  readonly comments: string
  readonly code: string
}

const commentsOfPython = /"""[\s\S]*?"""|#.*$/gm
const commentsOfOthers = /(?<=^|\s)\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$|<!--[\s\S]*?-->/gm

const sources: readonly Source[] = tracked
  .filter((path) => /\.(ts|mjs|js|svelte|py|css|yaml|sh)$/.test(path))
  .filter((path) => !/^test\/(fixtures|docs)\//.test(path))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const pattern = /\.(py|yaml|sh)$/.test(path) ? commentsOfPython : commentsOfOthers
    return { path, comments: (text.match(pattern) ?? []).join('\n'), code: text.replace(pattern, '') }
  })
const allCode = sources.map(({ code }) => code).join('\n')

/** The names behind `pattern` in the comments that are not `known`, each with the file that says it. */
function dead(pattern: RegExp, known: (name: string) => boolean): readonly string[] {
  return sources.flatMap(({ path, comments }) =>
    [...comments.matchAll(pattern)].flatMap(([, name = '']) => (known(name) ? [] : [`${path}: ${name}`])),
  )
}

test('no comment refers to the papers that the project came from', () => {
  expect(dead(/(DESIGN|rooms\.md|models\.md|\bissue \d+)/g, () => false)).toEqual([])
})

test('every file that a comment names is there', () => {
  const file = /(?<![\w*{.])((?:[\w-]+\/)*(?!mine\.)[a-z_][\w.-]*\.(?:ts|py|mjs|svelte|md|css))\b/g
  const isThere = (name: string): boolean =>
    name.includes('/') ? tracked.some((path) => path === name || path.endsWith(`/${name}`)) : names.has(name)
  expect(dead(file, isThere)).toEqual([])
})

test('everything that a comment says to see is a name in the code', () => {
  const seen = /\b[Ss]ee `?([A-Za-z_]\w*(?:\.\w+)?)`?(?=[\s.,;:)])/g
  const words = new Set(['also', 'that', 'the', 'what', 'it', 'whether', 'how', 'below', 'above', 'another'])
  const isCode = (name: string): boolean =>
    words.has(name) || name.split('.').every((part) => new RegExp(`\\b${part}\\b`).test(allCode))
  expect(dead(seen, isCode)).toEqual([])
})

test('every claim that a comment refers to is in docs/claims.md', () => {
  const path = join(root, 'docs', 'claims.md')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  expect(
    dead(/claims\.md, ((?:process|thread|lock|refcount|avoid)-[a-z-]+)/g, (id) => text.includes(`\`${id}\``)),
  ).toEqual([])
  expect(dead(/(?<!docs\/)\b(claims\.md)/g, () => false)).toEqual([])
})

test.each(documents)('every link in %s leads somewhere', (document) => {
  const text = readFileSync(join(root, document), 'utf8')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  const broken = links.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false
    const [file = '', anchor] = target.split('#')
    const path = file === '' ? join(root, document) : join(root, document, '..', file)
    if (!existsSync(path)) return true
    return anchor !== undefined && !anchors(readFileSync(path, 'utf8')).has(anchor)
  })
  expect(broken).toEqual([])
})

/** The anchors of a document's headings, as a forge makes them. */
function anchors(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  )
}
