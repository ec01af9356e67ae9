import { runtimeName } from '../../experiments/core/names/series-titles.ts'
import type {
  BrokenRuntime,
  FoundRuntime,
  MissingRuntime,
  RuntimesReport,
} from '../../experiments/core/session/runtimes-report.ts'
import { chooseInterpreter, has, needNames, type Need } from './interpreter-choice.ts'
import { commandText } from './discovery/command-line.ts'
import type { Discovery } from './discovery/discovery.ts'
import { installInstructions, type HostSystem, type Wanted } from './install-instructions.ts'
import type { BrokenInterpreter, Interpreter } from './discovery/interpreter.ts'
import { pythonRuntimes, type PythonRuntime } from '../../experiments/core/names/series.ts'
import type { NamedInterpreters } from './discovery/named-interpreter.ts'

/** Plain data: what the window shows of the interpreters, and all that they answered for the doctor's JSON. */
export interface RuntimeReport extends Omit<RuntimesReport, 'node'> {
  readonly found: readonly FoundInterpreter[]
  readonly broken: readonly (Omit<BrokenInterpreter, 'kind'> & BrokenRuntime)[]
  readonly missing: readonly (MissingRuntime & { readonly wanted: Wanted })[]
}

type FoundInterpreter = Interpreter & FoundRuntime

/** The claims about packages and subinterpreters are about CPython, so CPython should have them. */
const needsOfClaims = ['numpy', 'scipy', 'interpreters'] as const satisfies Need[]

export function runtimeReport(discovery: Discovery, named: NamedInterpreters, system: HostSystem): RuntimeReport {
  const defaults = pythonRuntimes.map((runtime) => ({
    runtime,
    choice: chooseInterpreter(runtime, discovery, [], named),
  }))
  const needs = needsOfClaims.map((need) => ({ need, choice: chooseInterpreter('cpython', discovery, [need], named) }))
  const found = discovery.found.map((interpreter): FoundInterpreter => {
    const isChosen = ({ choice }: { readonly choice: (typeof defaults)[number]['choice'] }): boolean =>
      choice.kind === 'chosen' && choice.interpreter === interpreter
    const byDefault = defaults.some(isChosen)
    return {
      ...interpreter,
      name: runtimeName(interpreter.runtime),
      commandLine: commandText(interpreter.command),
      default: byDefault,
      usedFor: byDefault ? [] : needs.filter(isChosen).map(({ need }) => needNames[need]),
      facts: factsOf(interpreter),
    }
  })
  const missing = [
    ...defaults.map(({ runtime, choice }) => ({ wanted: runtime, name: runtimeName(runtime), choice })),
    ...needs.map(({ need, choice }) => ({ wanted: need, name: needNames[need], choice })),
  ].flatMap(({ choice, ...rest }) =>
    choice.kind === 'missing' ? [{ ...rest, why: choice.why, ...installInstructions(rest.wanted, system) }] : [],
  )
  const notes = needs.flatMap(({ choice }) => (choice.kind === 'chosen' && choice.note !== null ? [choice.note] : []))
  const chosen: Partial<Record<PythonRuntime, string>> = {}
  for (const runtime of pythonRuntimes) {
    const command = named[runtime]
    if (command !== undefined) chosen[runtime] = commandText(command)
  }
  const broken = discovery.broken.map(({ kind: _, ...rest }) => ({ ...rest, commandLine: commandText(rest.command) }))
  return { found, broken, missing, chosen, notes }
}

function factsOf(interpreter: Interpreter): readonly string[] {
  const { modules, lockOn, switchIntervalMs, startMethods } = interpreter
  const interval = switchIntervalMs === null ? '' : `, switch interval ${Number(switchIntervalMs.toFixed(3))} ms`
  return [
    lockOn ? `one lock${interval}` : 'no lock',
    ...(interpreter.freeThreadedBuild && lockOn ? ['free-threaded build with its lock switched on'] : []),
    startMethods.length === 0 ? 'no processes of its own' : `processes by ${startMethods.join(', ')}`,
    ...(['numpy', 'scipy'] as const).flatMap((name) =>
      modules[name] === null ? [] : [[needNames[name], modules[name].version ?? ''].join(' ').trim()],
    ),
    ...(has(interpreter, 'interpreters') ? [needNames.interpreters] : []),
    ...(interpreter.release === null ? [] : [`release ${interpreter.release}`]),
    ...(interpreter.host === null ? [] : [interpreter.host]),
    ...(interpreter.debugBuild ? ['debug build: slow, used only where it is named'] : []),
    ...buildFacts(interpreter),
    ...(interpreter.pointerBits === 64 ? [] : [`${interpreter.pointerBits} bit`]),
  ]
}

function buildFacts({ build }: Interpreter): readonly string[] {
  if (build === null) return []
  const { pgo, lto, jit, compiler } = build
  return [
    ...(pgo === null ? [] : ['optimised with a profile (PGO)']),
    ...(lto === null ? [] : ['optimised at link time (LTO)']),
    ...(jit === 'none' ? [] : [`JIT ${jit}`]),
    ...(compiler === null ? [] : [`built by ${compiler}`]),
  ]
}

export function formatRuntimeReport({ found, broken, missing, notes }: RuntimeReport): string {
  const order = (name: string): number => pythonRuntimes.findIndex((runtime) => runtimeName(runtime) === name)
  const lines = found
    .toSorted((a, b) => order(a.name) - order(b.name) || Number(b.default) - Number(a.default))
    .flatMap(({ name, version, commandLine, facts, usedFor, ...rest }) => {
      const use = rest.default ? '  (default)' : usedFor.length === 0 ? '' : `  (used for ${usedFor.join(' and ')})`
      return [`${name} ${version}  ${commandLine}${use}`, `    ${facts.join('; ')}`]
    })
  const brokenLines = broken.map(({ commandLine, message }) => `Cannot be used: ${commandLine} ${message}`)
  const missingLines = missing.flatMap(({ name, why, what, commands, page }) => [
    `Missing: ${name} (${why})`,
    `    ${what}`,
    ...commands.map((command, index) => `    ${index === 0 ? 'get it with' : 'or'}: ${command}`),
    `    ${commands.length === 0 ? 'get it from' : 'see'}: ${page}`,
  ])
  const noteLines = notes.map((note) => `Note: ${note}`)
  return [lines, brokenLines, noteLines, missingLines]
    .filter((part) => part.length > 0)
    .flatMap((part) => [...part, ''])
    .join('\n')
}
