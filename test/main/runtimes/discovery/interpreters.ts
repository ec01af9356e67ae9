import type { Discovery } from '../../../../main/runtimes/discovery/discovery.ts'
import {
  runtimeOf,
  type Interpreter,
  type InterpreterDescription,
} from '../../../../main/runtimes/discovery/interpreter.ts'
import { cpythonAnswer } from './stand-in-interpreter.ts'

/** Makes a CPython with a lock, except for the changes. */
export function interpreter(path: string, changes: Partial<InterpreterDescription> = {}): Interpreter {
  const answer = { ...cpythonAnswer, executable: path, ...changes }
  const runtime = runtimeOf(answer)
  if (runtime === null) throw new Error(`${answer.implementation} is none of the lab's runtimes`)
  return { ...answer, runtime, command: [path] }
}

export function withModules(
  changes: Partial<InterpreterDescription['modules']>,
): Pick<InterpreterDescription, 'modules'> {
  return { modules: { ...cpythonAnswer.modules, ...changes } }
}

export function discoveryOf(...found: readonly Interpreter[]): Discovery {
  return { found, broken: [] }
}
