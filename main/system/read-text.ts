import { readFileSync } from 'node:fs'

/** @returns what a small file of the system says, without the blanks around it; the empty text if it cannot be read */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
