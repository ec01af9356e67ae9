/** What is known of an experiment, or came out of a session. */
export type ExperimentState = 'none' | 'preview' | 'undecided' | 'done' | 'failed' | 'stopped' | 'running'

export const stateWords: Readonly<Record<ExperimentState, string>> = {
  none: 'not run',
  preview: 'preview only',
  undecided: 'undecided',
  done: 'done',
  failed: 'failed',
  stopped: 'stopped early',
  running: 'running',
}
