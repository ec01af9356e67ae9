import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import { commandText } from './discovery/command-line.ts'
import type { Discovery } from './discovery/discovery.ts'
import type { CommandLine, Interpreter } from './discovery/interpreter.ts'
import type { PythonRuntime } from '../../experiments/core/names/series.ts'
import type { NamedInterpreters } from './discovery/named-interpreter.ts'

/** What a series may need from its interpreter beyond the language. */
export type Need = 'numpy' | 'scipy' | 'interpreters' | 'fork' | 'spawn'

export const needNames: Record<Need, string> = {
  numpy: 'NumPy',
  scipy: 'SciPy',
  interpreters: 'subinterpreters',
  fork: 'processes by fork',
  spawn: 'processes by spawn',
}

export type InterpreterChoice =
  | {
      readonly kind: 'chosen'
      readonly interpreter: Interpreter
      /** Says why the interpreter is not the one that the person chose; null if it is. */
      readonly note: string | null
    }
  | { readonly kind: 'missing'; readonly why: string }

/**
 * Picks the interpreter for a runtime: the one that the person named, or else the newest release that has what is needed.
 * If the named one lacks a need, another one that has it is used. If the named one is broken or another runtime, nothing
 * replaces it, so that the person learns of the mistake.
 */
export function chooseInterpreter(
  runtime: PythonRuntime,
  discovery: Discovery,
  needs: readonly Need[] = [],
  named: NamedInterpreters = {},
): InterpreterChoice {
  const ofRuntime = discovery.found.filter((interpreter) => interpreter.runtime === runtime)
  const best = ofRuntime.filter((interpreter) => needs.every((need) => has(interpreter, need))).toSorted(newestFirst)[0]
  const command = named[runtime]
  if (command !== undefined) {
    const wanted = findNamed(runtime, command, discovery)
    if (wanted.kind === 'missing') return wanted
    const lacking = needs.filter((need) => !has(wanted.interpreter, need)).map((need) => needNames[need])
    if (lacking.length === 0) return wanted
    const without = `${commandText(command)} has no ${lacking.join(' and no ')}`
    if (best === undefined) return { kind: 'missing', why: without }
    return { kind: 'chosen', interpreter: best, note: `${without}: ${commandText(best.command)} is used instead` }
  }
  if (best !== undefined) return { kind: 'chosen', interpreter: best, note: null }
  const name = runtimeName(runtime)
  if (ofRuntime.length === 0) return { kind: 'missing', why: `no ${name} was found` }
  const wanted = needs.map((need) => needNames[need]).join(' and ')
  return { kind: 'missing', why: `no ${name} that was found has ${wanted}` }
}

function findNamed(runtime: PythonRuntime, command: CommandLine, { found, broken }: Discovery): InterpreterChoice {
  const text = commandText(command)
  const interpreter = found.find((one) => commandText(one.command) === text)
  if (interpreter?.runtime === runtime) return { kind: 'chosen', interpreter, note: null }
  if (interpreter !== undefined) {
    const is = `${runtimeName(interpreter.runtime)} ${interpreter.version}`
    return { kind: 'missing', why: `${text} is ${is}, not ${runtimeName(runtime)}` }
  }
  const message = broken.find((one) => commandText(one.command) === text)?.message ?? 'has not answered'
  return { kind: 'missing', why: `${text} ${message}` }
}

export function has({ modules, startMethods }: Interpreter, need: Need): boolean {
  switch (need) {
    case 'numpy':
    case 'scipy':
      return modules[need] !== null
    case 'interpreters':
      return modules['concurrent.interpreters'] || modules._interpreters
    case 'fork':
    case 'spawn':
      return startMethods.includes(need)
  }
}

/** Sorts releases before pre-releases, and debug builds last because their checks would be measured. */
function newestFirst(a: Interpreter, b: Interpreter): number {
  const rank = ({ debugBuild, version }: Interpreter): number =>
    debugBuild ? 2 : /^\d+\.\d+\.\d+$/.test(version) ? 0 : 1
  return rank(a) - rank(b) || compareVersions(b.version, a.version) || compareVersions(b.release ?? '', a.release ?? '')
}

/** Returns a negative number if `a` is older: 3.9.18 < 3.13.0rc1 < 3.13.0rc2. */
function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
