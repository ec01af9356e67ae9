/** An uncaught error's own line says more than what surrounds it. */
const errorLine = /^[\w.]*(?:Error|Exception)\b/
const pythonFrame = /^\s*File "(?<file>[^"]+)", line (?<line>\d+)/
const nodeFrame = /^\s+at (?:.*\()?(?<file>(?:file:\/\/)?[^()]+?):(?<line>\d+):\d+\)?$/
/** Frames of an interpreter's own library and of installed packages, and those that have no file. */
const library = /^(?:node:|<)|[/\\]lib[/\\](?:python|pypy)[\d.t]+[/\\]|[/\\](?:node_modules|site-packages)[/\\]/
const longest = 300

/**
 * Quotes what a program said before it ended: its error, and the line of a person's code that this names.
 * @param ownFolder holds the lab's programs, whose frames tell a person nothing
 */
export function lastWords(printed: string, ownFolder: string): string {
  const lines = printed.split('\n').filter((line) => line.trim() !== '' && !/^Node\.js v/.test(line))
  const at = lines.findLastIndex((line) => errorLine.test(line))
  const words = at < 0 ? lines.at(-1) : lines[at]
  if (words === undefined) return ''
  // Python names the innermost frame right before the error, Node right after it
  const place =
    at < 0 ? undefined : (placeIn(lines.slice(0, at).reverse(), pythonFrame) ?? placeIn(lines.slice(at + 1), nodeFrame))
  return `; its last words: ${words.trim().slice(0, longest)}${place === undefined ? '' : ` (${place})`}`

  function placeIn(frames: readonly string[], form: RegExp): string | undefined {
    for (const frame of frames) {
      const { file, line } = form.exec(frame)?.groups ?? {}
      if (file !== undefined && !file.includes(ownFolder) && !library.test(file)) return `${file}:${line ?? ''}`
    }
    return undefined
  }
}
