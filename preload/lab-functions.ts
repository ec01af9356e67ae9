import type { LabApi } from './contract.ts'

// The bridge is loaded into Electron's sandbox and has to stay small, so it knows the names only; the record's type makes
// the compiler refuse a name that is missing here and one that the contract does not have.
const names: Record<keyof LabApi, true> = {
  describe: true,
  experiments: true,
  open: true,
  pickExperiment: true,
  start: true,
  cancel: true,
  pause: true,
  sessions: true,
  session: true,
  export: true,
  claims: true,
  runtimes: true,
  chooseRuntime: true,
  lookForRuntimes: true,
}

/** What a window may call, by name. */
export const labFunctionNames: readonly string[] = Object.keys(names)

/** Whether a message is a call (birpc's `{ t: 'q', m: NAME }`) of a function that the contract has. */
export function isLabCall(message: string): boolean {
  try {
    const call: unknown = JSON.parse(message)
    if (typeof call !== 'object' || call === null || !('t' in call) || !('m' in call)) return false
    return call.t === 'q' && typeof call.m === 'string' && labFunctionNames.includes(call.m)
  } catch {
    return false
  }
}
