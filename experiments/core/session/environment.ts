/** Variables that change how fast trials are, or what code they load, and that trials are given as they are. */
const telling =
  /^(LD_PRELOAD|LD_LIBRARY_PATH|DYLD_.+|GLIBC_TUNABLES|MALLOC_.+|PYTHON.+|JYTHON.+|IRONPYTHON.+|NODE_.+|UV_.+|_?JAVA_.*OPTIONS|(OMP|OPENBLAS|MKL)_.+)$/

/** @returns the variables among these that a session's header keeps, by name */
export function tellingVariables(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const found = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && telling.test(name) ? [[name, value] as const] : [],
  )
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}
