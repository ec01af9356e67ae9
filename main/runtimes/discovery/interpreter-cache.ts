import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { ownFileMode } from '../../store/own-folder.ts'
import { writeWhole } from '../../system/write-whole.ts'
import { childEnvironment } from '../../system/child-environment.ts'
import type { SearchedFiles } from './searched-files.ts'
import { descriptionSchema, runtimeOf, type CommandLine, type Interpreter } from './interpreter.ts'

const cacheSchema = z.object({
  format: z.literal(1),
  answers: z.record(z.string(), z.object({ stamp: z.string(), answer: descriptionSchema })),
})
type Answers = z.infer<typeof cacheSchema>['answers']

/** These variables change an interpreter's answer: PYTHONPATH, the Java that Jython finds. Those set aside do not. */
const decidingVariable = /^(PYTHON|JYTHON|IRONPYTHON|PYPY|JAVA_|VIRTUAL_ENV$|CONDA_PREFIX$)/i

/**
 * Keeps the answers of earlier runs in the lab's home. An answer holds as long as nothing has changed that could change
 * it: the interpreter's file, the folders in which it looks for packages, the describing program, the environment. A broken
 * interpreter is asked again each time.
 */
export class InterpreterCache {
  readonly #path: string
  readonly #files: SearchedFiles
  readonly #context: string
  readonly #known: Answers
  readonly #kept: Answers = {}

  constructor(home: string, files: SearchedFiles, describer: string, env: NodeJS.ProcessEnv) {
    this.#path = join(home, 'interpreters.json')
    this.#files = files
    const variables = Object.entries(childEnvironment(env, 'built-in')).filter(
      ([name, value]) => value !== undefined && decidingVariable.test(name),
    )
    this.#context = JSON.stringify([files.read(describer), variables.toSorted(([a], [b]) => (a < b ? -1 : 1))])
    this.#known = parse(files.read(this.#path))
  }

  /** Returns null if the interpreter has to be asked. */
  find(command: CommandLine): Interpreter | null {
    const key = JSON.stringify(command)
    const entry = this.#known[key]
    if (entry === undefined || entry.stamp !== this.#stamp(command, entry.answer.searchPath)) return null
    const runtime = runtimeOf(entry.answer)
    if (runtime === null) return null
    this.#kept[key] = entry
    return { ...entry.answer, runtime, command }
  }

  keep({ runtime: _, command, ...answer }: Interpreter): void {
    this.#kept[JSON.stringify(command)] = { stamp: this.#stamp(command, answer.searchPath), answer }
  }

  /**
   * Writes the answers that were found or kept in this run. If the home cannot be written, the next start takes longer.
   * @param all whether all interpreters were looked for, so that answers of others are out of date
   */
  async save(all: boolean): Promise<void> {
    const answers = all ? this.#kept : { ...parse(this.#files.read(this.#path)), ...this.#kept }
    const content = `${JSON.stringify({ format: 1, answers })}\n`
    if (content === this.#files.read(this.#path)) return
    await writeWhole(this.#path, content, ownFileMode).catch(() => undefined)
  }

  #stamp(command: CommandLine, searchPath: readonly string[]): string {
    const facts = [...command, ...searchPath].map((path) => {
      const stat = this.#files.stat(path)
      return stat === null ? null : [this.#files.realPath(path), stat.mtimeMs, stat.kind === 'file' ? stat.size : 0]
    })
    return createHash('sha256')
      .update(JSON.stringify([this.#context, facts]))
      .digest('base64')
  }
}

/** A cache that is absent, damaged or of another format counts as empty. */
function parse(text: string | null): Answers {
  if (text === null) return {}
  try {
    const parsed = cacheSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data.answers : {}
  } catch {
    return {}
  }
}
