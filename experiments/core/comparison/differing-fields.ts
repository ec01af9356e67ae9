import { runtimeName } from '../names/series-titles.ts'
import { mean } from '../numbers/statistics.ts'
import type { Session } from '../session/session.ts'
import { counted, formatMemory, formatShare } from '../text/format-number.ts'
import { noNumber } from '../text/spread-text.ts'
import { oneLine } from '../text/show-value.ts'

/** Something that the two sessions had different. */
export interface DifferingField {
  readonly name: string
  readonly a: string
  readonly b: string
}

export interface FieldComparison {
  readonly differs: readonly DifferingField[]
  /** The names of what both had alike. */
  readonly same: readonly string[]
}

export function compareFields(a: Session, b: Session): FieldComparison {
  const [ofA, ofB] = [fieldsOf(a), fieldsOf(b)]
  const names = [...new Set([...ofA.keys(), ...ofB.keys()])]
  const shown = names.map((name) => ({ name, a: ofA.get(name) ?? noNumber, b: ofB.get(name) ?? noNumber }))
  return {
    differs: shown.filter((one) => one.a !== one.b),
    same: shown.filter((one) => one.a === one.b).map(({ name }) => name),
  }
}

/** What may change a number, in the order of how likely that is. */
function fieldsOf(session: Session): ReadonlyMap<string, string> {
  const { header, trials } = session
  const { machine } = header
  const rounds = new Set(trials.filter(({ outcome }) => outcome.kind === 'ok').map(({ round }) => round)).size
  const fields: readonly (readonly [string, string | null])[] = [
    ['Other programs', otherPrograms(session)],
    ['Machine', machine.hostname],
    ['Processor', machine.cpu],
    ['Cores', `${machine.usableCores} of ${machine.cores}`],
    ['Memory', formatMemory(machine.memoryBytes)],
    ['System', `${machine.platform} ${machine.release}`],
    ...Object.entries(machine.settings ?? {}),
    ...header.runtimes.map(({ runtime, version }) => [runtimeName(runtime), version] as const),
    ['Lockstep', header.lab],
    ['Experiment', header.experiment.hash.slice(0, 8)],
    ['Own files', header.experiment.files?.map(({ sha256 }) => sha256.slice(0, 8)).join(' ') ?? null],
    ['Kind', header.quick ? 'preview' : 'full'],
    ['Rounds', counted(rounds, 'round')],
    ['Size of the work', String(header.size)],
    ['Tasks', String(header.tasks)],
    ['Monitor', header.monitor ?? 'on'],
    ['Workers tied to cores', header.pin === true ? 'yes' : 'no'],
    ['Seed', String(header.seed)],
    ...Object.entries(header.environment ?? {}),
  ]
  return new Map(fields.flatMap(([name, value]) => (value === null ? [] : [[oneLine(name), oneLine(value)]])))
}

/** "3% of the cores", the mean over the trials; null if the system does not tell. */
function otherPrograms({ header, trials }: Session): string | null {
  const cores = trials.flatMap(({ load }) => (load === undefined ? [] : [load.otherCores + (load.stolenCores ?? 0)]))
  return cores.length === 0 ? null : `${formatShare(mean(cores) / header.machine.cores)} of the cores`
}
