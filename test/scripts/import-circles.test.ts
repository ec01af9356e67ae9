import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const specifier = /(?:from|import|import\()\s*'(\.[^'?]+)/g

/** The files that each file of product code imports, types included. */
function importGraph(): ReadonlyMap<string, readonly string[]> {
  const files = new Set(globSync('{experiments,main,preload,renderer}/**/*.{ts,svelte}', { cwd: root }))
  return new Map(
    [...files].map((file) => {
      const code = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
      const named = [...code.matchAll(specifier)].map(([, path = '']) => normalize(join(dirname(file), path)))
      return [file, named.filter((path) => files.has(path))]
    }),
  )
}

/** The graph between folders has an arrow from one to another for each import that crosses. */
function folderGraph(graph: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>()
  for (const [file, imports] of graph) {
    const others = imports.map((path) => dirname(path)).filter((folder) => folder !== dirname(file))
    folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), ...others])
  }
  return folders
}

/** The first circle that is found, as the files on it; empty where there is none. */
function circle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    path.push(file)
    for (const next of graph.get(file) ?? []) {
      const found = visit(next)
      if (found.length > 0) return found
    }
    path.pop()
    done.add(file)
    return []
  }
  for (const file of graph.keys()) {
    const found = visit(file)
    if (found.length > 0) return found
  }
  return []
}

test('no files of the product import one another in a circle', () => {
  const graph = importGraph()
  expect(graph.size).toBeGreaterThan(300)
  expect(circle(graph)).toEqual([])
})

test('no folders of the product import one another in a ring', () => {
  expect(circle(folderGraph(importGraph()))).toEqual([])
})

test('a circle is found where there is one', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  expect(circle(graph)).toEqual(['b', 'c', 'b'])
})
