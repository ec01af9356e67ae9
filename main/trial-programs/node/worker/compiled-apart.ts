/**
 * The same function, which V8 compiles into none of its callers: it does not look into a proxy. What is measured is to be
 * the same code however long laps are: with its work compiled into the loop that calls it, or a safe point into the work,
 * a lap took 15% longer. Long laps were compiled so, and short ones were not: two processes were 2.2 times as fast as one.
 */
export function compiledApart<const Call extends (...values: never[]) => unknown>(call: Call): Call {
  return new Proxy(call, {})
}
