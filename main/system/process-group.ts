/** Ends a whole process group at once. A group that is gone already is no error. */
export function killGroup(pgid: number): void {
  try {
    if (process.platform === 'win32') process.kill(pgid, 'SIGKILL')
    else process.kill(-pgid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
}

/** Ends process groups if the lab is killed. */
export interface WatchedGroups {
  /** Marks the processes of this lab in their environment, so that those not yet watched are found too. */
  readonly labId: string
  watch(pgid: number): void
  release(pgid: number): void
}
