import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { interpreterCandidates } from '../../main/runtimes/discovery/interpreter-candidates.ts'
import { realFileSystem } from '../../main/runtimes/discovery/searched-files.ts'
import { thisMachine } from '../../main/runtimes/discovery/this-machine.ts'
import { runCommand, type CommandLine } from './command.ts'

/** Another program that measures, where it is installed. */
export type Peer =
  | { readonly kind: 'found'; readonly name: string; readonly version: string; readonly command: CommandLine }
  | { readonly kind: 'missing'; readonly name: string; readonly how: string }

export async function findHyperfine(signal: AbortSignal): Promise<Peer> {
  const how = 'install it (Debian: apt-get install hyperfine)'
  return await asked('hyperfine', ['hyperfine'], ['hyperfine', '--version'], how, signal)
}

/** Looks in the Python that `LOCKSTEP_PYPERF_PYTHON` names, otherwise in each that the lab would find. */
export async function findPyperf(signal: AbortSignal): Promise<Peer> {
  const how = `install it for a Python (pip install pyperf) and name that Python: LOCKSTEP_PYPERF_PYTHON=/path/to/python3`
  for (const python of pythonsToAsk()) {
    // pyperf itself does not say its version
    const question = [python, '-c', 'import pyperf; print(pyperf.__version__)'] as const
    const peer = await asked('pyperf', [python, '-m', 'pyperf'], question, how, signal)
    if (peer.kind === 'found') return peer
  }
  return { kind: 'missing', name: 'pyperf', how }
}

function pythonsToAsk(): readonly string[] {
  const named = process.env['LOCKSTEP_PYPERF_PYTHON']
  if (named !== undefined && named !== '') return [named]
  // a virtual machine takes seconds to say that it has no pyperf
  return interpreterCandidates(thisMachine(), realFileSystem).flatMap(({ path, slow }) => (slow ? [] : [path]))
}

async function asked(
  name: string,
  command: CommandLine,
  question: CommandLine,
  how: string,
  signal: AbortSignal,
): Promise<Peer> {
  try {
    const { stdout } = await runCommand(question, { signal })
    const version = /\d+(\.\d+)+/.exec(stdout)?.[0]
    return version === undefined ? { kind: 'missing', name, how } : { kind: 'found', name, version, command }
  } catch {
    signal.throwIfAborted()
    return { kind: 'missing', name, how }
  }
}

export function peerText(peer: Peer): string {
  return peer.kind === 'found' ? `${peer.name} ${peer.version}` : peer.name
}

/** The note of a row that was measured without these peers. */
export function missingText(peers: readonly Peer[]): string {
  return peers
    .flatMap((peer) => (peer.kind === 'missing' ? [`${peer.name} is not installed: ${peer.how}`] : []))
    .join('; ')
}

/** "pidusage 4.0.1", of a package that the project depends on. */
export function packageText(name: string): string {
  const path = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }
  return `${name} ${version}`
}
