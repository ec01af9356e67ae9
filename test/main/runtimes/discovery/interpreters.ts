import type { Discovery } from '../../../../main/runtimes/discovery/discovery.ts'
import {
  runtimeOf,
  type Interpreter,
  type InterpreterDescription,
} from '../../../../main/runtimes/discovery/interpreter.ts'
import { cpythonAnswer } from './stand-in-interpreter.ts'

/** A CPython with a lock, but for what is changed. */
export function interpreter(path: string, changes: Partial<InterpreterDescription> = {}): Interpreter {
  const answer = { ...cpythonAnswer, executable: path, ...changes }
  const { lockstepDescription: _, ...facts } = answer
  const runtime = runtimeOf(answer)
  if (runtime === null) throw new Error(`${answer.implementation} is none of the lab's runtimes`)
  return { ...facts, runtime, command: [path] }
}

export function withModules(
  changes: Partial<InterpreterDescription['modules']>,
): Pick<InterpreterDescription, 'modules'> {
  return { modules: { ...cpythonAnswer.modules, ...changes } }
}

export function discoveryOf(...found: readonly Interpreter[]): Discovery {
  return { found, broken: [] }
}
