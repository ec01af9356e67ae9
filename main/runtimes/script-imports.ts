import type { Interpreter } from './discovery/interpreter.ts'
import type { SearchedFiles } from './discovery/searched-files.ts'

const importLine = /^[ \t]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import\b|import[ \t]+([^#;\n]+))/gm

/** @returns the modules that a script names in its import statements, without their submodules */
export function importsOf(script: string): readonly string[] {
  const names = [...script.matchAll(importLine)].flatMap(([, from, list]) =>
    from === undefined ? (list ?? '').split(',').map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? '') : [from],
  )
  return [...new Set(names.filter((name) => name !== ''))]
}

/**
 * Keeps the interpreters that have most of the modules, by the files in their folders of modules. One that is built in has
 * no file in any of them, and decides nothing.
 */
export function withMostModules(
  interpreters: readonly Interpreter[],
  modules: readonly string[],
  files: SearchedFiles,
): readonly Interpreter[] {
  const counts = interpreters.map(({ searchPath }) => {
    const entries = new Set(searchPath.flatMap((folder) => files.list(folder)).map((entry) => entry.split('.')[0]))
    return modules.filter((module) => entries.has(module)).length
  })
  const most = Math.max(0, ...counts)
  return interpreters.filter((_, index) => counts[index] === most)
}
