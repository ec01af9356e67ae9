import { realFileSystem } from '../../runtimes/discovery/searched-files.ts'
import { parseRuntimeOption, type NamedInterpreters } from '../../runtimes/discovery/named-interpreter.ts'
import { thisMachine } from '../../runtimes/discovery/this-machine.ts'
import { UsageError } from './exit-codes.ts'

/**
 * Reads the interpreters that `--runtime` names; the last one counts if there are two for one runtime.
 * @throws UsageError if one cannot be read
 */
export function namedRuntimes(options: readonly string[] = []): NamedInterpreters {
  const read = options.map((text) => parseRuntimeOption(text, thisMachine(), realFileSystem, process.cwd()))
  const refused = read.flatMap((one) => (one.kind === 'refused' ? [`--runtime: ${one.message}`] : []))
  if (refused.length > 0) throw new UsageError(refused.join('\n'))
  return Object.fromEntries(read.flatMap((one) => (one.kind === 'ok' ? [[one.runtime, one.command]] : [])))
}
