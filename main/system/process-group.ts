/** Ends a whole process group at once. A group that is gone already is no error. */
export function killGroup(pgid: number): void {
  try {
    if (process.platform === 'win32') process.kill(pgid, 'SIGKILL')
    else process.kill(-pgid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
}
