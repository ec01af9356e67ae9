// The module is taken as an object: an import statement loads the rest of node:fs as well, 4 ms and 3 MB that would be
// measured with every worker (in Node 24.21).
const { readFileSync, readlinkSync } = process.getBuiltinModule('node:fs')

/**
 * @returns a function that reads how long the calling thread was ready to run and had no core so far, in µs, which Linux
 * keeps for each thread (proc(5), schedstat); null if the system does not say
 */
export function coreWaitReader(): () => number | null {
  let path: string
  try {
    path = `/proc/${readlinkSync('/proc/thread-self')}/schedstat`
  } catch {
    return () => null
  }
  return () => {
    try {
      const waitedNs = Number(readFileSync(path, 'latin1').split(' ')[1])
      return Number.isFinite(waitedNs) ? waitedNs / 1000 : null
    } catch {
      return null
    }
  }
}
