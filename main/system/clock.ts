// taken when the program starts: code that a trial runs may replace it
const hrtime = process.hrtime.bind(process)

/**
 * Microseconds on the system's monotonic clock, comparable across threads and processes of this machine. The form that
 * returns a pair is used because the bigint form allocates.
 */
export function nowUs(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e6 + nanoseconds / 1e3
}
