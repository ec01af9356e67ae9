import { readRegularFile } from '../system/regular-file.ts'
import { mostOwnCodeBytes } from './file-hash.ts'

/** What makes a JavaScript module export `run`, or may: what it takes over from others is not looked into. */
const exportsRun = [
  /\bexport\s+(?:async\s+)?function\s*\*?\s*run\b/,
  /\bexport\s+(?:const|let|var|class)\b[^;]*?\brun\b/,
  /\bexport\s*\{[^}]*\brun\b/,
  /\bexport\s*\*/,
  /\bexports\b/,
]

/** The same of a Python script, whose module may also be filled by name. */
const definesRun = [
  /^\s*(?:async\s+)?def\s+run\b/m,
  /\brun\b[^\n=]*=(?!=)/,
  /\bimport\s+\*/,
  /\bimport\b[^\n(]*\brun\b/,
  /\bimport\s*\([^)]*\brun\b/,
  /\b(?:globals|setattr|exec)\b/,
]

/**
 * Looks at a person's code without running it.
 * @returns what is missing, in a sentence; null if the function `run` is there, or may be
 */
export function lackOfRun(kind: 'module' | 'script', path: string): string | null {
  const source = readRegularFile(path, mostOwnCodeBytes).content.toString('utf8')
  if (kind === 'module') {
    const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    if (exportsRun.some((pattern) => pattern.test(code))) return null
    return `${path} exports no function run: expected export function run(task, context)`
  }
  const code = source.replace(/^\s*#.*$/gm, '')
  return definesRun.some((pattern) => pattern.test(code))
    ? null
    : `${path} defines no function run: expected def run(task, ctx)`
}
