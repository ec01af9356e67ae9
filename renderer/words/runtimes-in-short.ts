import type { RuntimesReport } from '../../experiments/core/session/runtimes-report.ts'
import { pythonRuntimes } from '../../experiments/core/names/series.ts'

/**
 * The runtimes that are in use, for the status bar: "node 24.21 · cpython 3.13, 3.13t · jython 2.7 · numpy". A
 * free-threaded build is listed with CPython, with a t after its version as in its command.
 */
export function runtimesInShort({ node, found }: RuntimesReport): string {
  const used = pythonRuntimes.flatMap((runtime) => found.filter((one) => one.default && one.runtime === runtime))
  const versions = new Map<string, string[]>()
  for (const { runtime, version } of used) {
    const name = runtime === 'cpython-ft' ? 'cpython' : runtime
    const text = runtime === 'cpython-ft' ? `${short(version)}t` : short(version)
    versions.set(name, [...(versions.get(name) ?? []), text])
  }
  const packages = ['NumPy', 'SciPy'].filter((name) =>
    found.some((one) => (one.default && one.facts.some((fact) => fact.startsWith(name))) || one.usedFor.includes(name)),
  )
  return [
    `node ${short(node.version)}`,
    ...[...versions].map(([name, all]) => `${name} ${all.join(', ')}`),
    ...packages.map((name) => name.toLowerCase()),
  ].join(' · ')
}

/** "3.13.5" is 3.13. */
function short(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version
}
