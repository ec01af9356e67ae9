import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { serveLab } from '../../main/lab/rpc.ts'
import type { Lab } from '../../main/lab/lab.ts'
import { openSource } from '../../main/store/experiment-source.ts'
import { readSession, SessionUnreadable } from '../../main/store/reading/session-reader.ts'
import { labArguments } from '../../preload/contract.ts'
import type { Tally } from './tally.ts'

const root = join(import.meta.dirname, '..', '..')
const seed = 20_261

/** An edit of a text: so much is taken out at a place (0 … 1 of its length), and something is put there. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  out: fc.nat({ max: 40 }),
  into: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '\n',
      '\t',
      ': ',
      '- ',
      '{',
      '[',
      '&a ',
      '*a',
      '!!js ',
      '|',
      '\0',
      'NaN',
      '-1',
      '1e999',
      '\u00a0',
      '\ufeff',
      '"',
      "'",
    ),
    fc.nat().map((depth) => '['.repeat(depth % 3000)),
  ),
})

function edited(text: string, edits: readonly { at: number; out: number; into: string }[]): string {
  return edits.reduce((before, { at, out, into }) => {
    const place = Math.floor(at * before.length)
    return before.slice(0, place) + into + before.slice(place + out)
  }, text)
}

/** Checks one property, and tallies each of its runs. */
async function check<T>(
  tally: Tally,
  name: string,
  runs: number,
  inputs: fc.Arbitrary<T>,
  holds: (input: T) => Promise<void> | void,
) {
  const details = await fc.check(
    fc.asyncProperty(inputs, async (input) => holds(input)),
    { numRuns: runs, seed, endOnFailure: true },
  )
  tally.addMany(
    details.numRuns,
    details.failed
      ? `${name}: ${String(details.errorInstance)}\n${fc.stringify(details.counterexample)}`.slice(0, 2000)
      : null,
  )
}

/** An experiment file is read or refused with reasons, whatever is in it. */
export async function mutatedExperiments(runs: number, tally: Tally): Promise<void> {
  const folder = join(root, 'experiments', 'catalog')
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const inputs = fc.tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
  await check(tally, 'experiment file', runs, inputs, ([text, edits]) => {
    const source = openSource({ kind: 'text', name: 'mine.yaml', text: edited(text, edits) })
    if (source.kind !== 'refused') return
    if (source.problems.length === 0) throw new Error('refused without a reason')
    for (const { line, message } of source.problems)
      if (message === '' || line < 0) throw new Error(`no reason: ${message} at ${line}`)
  })
}

/** A session file is read, or is told as unreadable, whatever is in it; the list names it either way. */
export async function mutatedSessions(lab: Lab, home: string, runs: number, tally: Tally): Promise<void> {
  const golden = join(root, 'test', 'golden', 'sessions')
  const texts = ['start-up', 'race', 'lock-handoff'].map((name) =>
    gunzipSync(readFileSync(join(golden, `${name}.lockstep.gz`)))
      .toString()
      .slice(0, 60_000),
  )
  const path = join(home, 'sessions', 'mutated.lockstep')
  mkdirSync(join(home, 'sessions'), { recursive: true, mode: 0o700 })
  const inputs = fc.tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
  await check(tally, 'session file', runs, inputs, async ([text, edits]) => {
    writeFileSync(path, edited(text, edits))
    await readSession(path).catch((error: unknown) => {
      if (!(error instanceof SessionUnreadable)) throw error
    })
    const listed = await lab.api.sessions()
    if (!listed.some((entry) => basename(entry.path) === basename(path))) throw new Error('the list leaves it out')
  })
  rmSync(path)
}

/** These start programs of the machine when they are called as they should be. */
const startsPrograms = new Set(['runtimes', 'lookForRuntimes', 'chooseRuntime', 'start', 'resume', 'export'])

/** A window may send anything: each call is answered or refused, and the lab goes on. */
export async function mutatedCalls(lab: Lab, runs: number, tally: Tally): Promise<void> {
  let send: (text: string) => void = () => undefined
  const answers = new Map<string, () => void>()
  const disconnect = serveLab(
    { ...lab, logProblem: () => undefined },
    {
      post: (text) => {
        const { i } = JSON.parse(text) as { i?: string }
        if (i !== undefined) answers.get(i)?.()
      },
      listen: (receive) => (send = receive),
    },
  )
  const names = [...Object.keys(labArguments), 'constructor', '__proto__', 'toString', 'quit', '']
  const call = fc.record({ m: fc.constantFrom(...names), a: fc.array(fc.anything(), { maxLength: 3 }) })
  const inputs = fc.oneof(
    call.filter(
      ({ m, a }) =>
        !startsPrograms.has(m) ||
        !(m in labArguments && labArguments[m as keyof typeof labArguments].safeParse(a).success),
    ),
    fc.anything(),
    fc.string(),
  )
  let id = 0
  await check(tally, 'call', runs, inputs, async (input) => {
    const text = typeof input === 'string' ? input : textOf(input, `m${++id}`)
    send(text)
    await answered('describe')
  })
  disconnect()

  function answered(m: string): Promise<void> {
    const i = `own ${++id}`
    return new Promise((resolve) => {
      answers.set(i, () => {
        answers.delete(i)
        resolve()
      })
      send(JSON.stringify({ t: 'q', i, m, a: [] }))
    })
  }
}

function textOf(input: unknown, i: string): string {
  const isCall = typeof input === 'object' && input !== null && 'm' in input
  try {
    return JSON.stringify(isCall ? { t: 'q', i, ...input } : [input])
  } catch {
    // a BigInt, or a circle
    return i
  }
}
