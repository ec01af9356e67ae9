import { enumeration } from '../../experiments/core/text/show-value.ts'
import type { RuntimeId } from '../../experiments/core/names/series.ts'

/** Options of a person's shell that change what their programs are, find, print or write, by the runtime that reads them. */
const options: readonly { readonly read: (runtime: RuntimeId) => boolean; readonly name: RegExp }[] = [
  {
    read: (runtime) => runtime === 'node',
    name: /^(NODE_(OPTIONS|V8_COVERAGE|DEBUG|DEBUG_NATIVE|PENDING_DEPRECATION|REDIRECT_WARNINGS|COMPILE_CACHE|PRESERVE_SYMLINKS(_MAIN)?)|UV_(THREADPOOL_SIZE|USE_IO_URING))$/i,
  },
  { read: (runtime) => runtime !== 'node', name: /^(PYTHON|PYPY)/i },
  {
    read: (runtime) => runtime === 'jython',
    name: /^(JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|JYTHON_OPTS)$/i,
  },
  { read: (runtime) => runtime === 'ironpython', name: /^(COMPLUS_|DOTNET_(GC|TC_|TIERED)|MONO_ENV_OPTIONS$)/i },
]

/** Where a person's own code and packages lie, and how it reads text: without these it would be another program. */
const keptForCode = ['PATH', 'USERBASE', 'NOUSERSITE', 'HASHSEED', 'UTF8', 'COERCECLOCALE', 'INTMAXSTRDIGITS', 'CASEOK']
/** The lab gives these a value of its own. */
const setByLab = ['SAFEPATH', 'DONTWRITEBYTECODE', 'UNBUFFERED', 'IOENCODING']
const kept: ReadonlySet<string> = new Set([...keptForCode, ...setByLab].map((name) => `PYTHON${name}`))

/** Whether no program that the lab starts is given the variable of the lab's own environment. */
export function isSetAside(name: string): boolean {
  return !kept.has(name.toUpperCase()) && options.some((option) => option.name.test(name))
}

/** @returns the variables of the environment that these runtimes would have read, and are not given */
export function setAside(env: NodeJS.ProcessEnv, runtimes: readonly RuntimeId[]): readonly string[] {
  const read = options.filter((option) => runtimes.some(option.read))
  return Object.keys(env)
    .filter((name) => env[name] !== '' && isSetAside(name) && read.some((option) => option.name.test(name)))
    .toSorted()
}

export function setAsideSentence(names: readonly string[]): string {
  const [are, they] = names.length === 1 ? ['is', 'it'] : ['are', 'they']
  return `${enumeration(names)} ${are} set where the lab was started, and kept from the programs that it starts: ${they} would change which of them run, or how.`
}
