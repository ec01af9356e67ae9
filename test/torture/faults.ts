/** Where a fault strikes: in a trial from its spawn to its close, or in the lab beside and after it. */
export const trialPhases = ['spawn', 'ready', 'calibrate', 'warm-up', 'lap', 'report', 'close'] as const
export type TrialPhase = (typeof trialPhases)[number]
export const labPhases = ['between trials', 'write', 'export'] as const
export type LabPhase = (typeof labPhases)[number]

export const faults = [
  'SIGKILL',
  'SIGSTOP',
  'exit',
  'exception',
  'endless loop',
  'heap full',
  'array too large',
  'native memory',
  'rubbish',
  'half a line',
  '200,000 laps',
  'grandchildren',
  'full pipe',
  'clock jump',
  'ENOSPC',
  'EACCES',
  'EMFILE',
  'EPIPE',
] as const
export type Fault = (typeof faults)[number]
