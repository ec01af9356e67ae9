import type { Experiment, WorkerCount, Workload } from './experiment.ts'
import type { ExperimentInput } from './experiment-schema.ts'
import { fnv1a, formatChecksum } from '../numbers/checksum.ts'
import { probeSize } from '../names/probe-names.ts'
import { findSeries, type Series } from '../names/series.ts'
import { parseBytes, parseDuration, parsePercent } from '../text/units.ts'
import { parseWorkerCounts } from './worker-count.ts'

const longestId = 64

/**
 * The file's name without folder and extension, in small letters, digits and hyphens: ü is written u. If letters of other
 * scripts are lost, a mark of the whole name keeps the ids of two files apart.
 */
export function idFromFile(file: string): string {
  const name = file
    .replace(/^.*[/\\]/s, '')
    .replace(/(?<=.)\.[^.]*$/s, '')
    .normalize('NFKD')
  const letters = name.toLowerCase().replace(/\p{M}/gu, '')
  const mark = /(?![a-z0-9])[\p{L}\p{N}]/u.test(letters) ? `-${formatChecksum(fnv1a(name))}` : ''
  const id = letters
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestId - mark.length)
    .replace(/^-|-$/g, '')
  return `${id === '' ? 'experiment' : id}${mark}`
}

export function resolveWorkerEntries(entries: ExperimentInput['workers']): readonly WorkerCount[] {
  if (entries === undefined) return [{ upToCores: true }]
  return entries.flatMap((entry) => parseWorkerCounts(entry) ?? [])
}

/** The series in the order given, each once. */
export function resolveSeries(ids: readonly string[]): readonly Series[] {
  return [...new Set(ids)].flatMap((id) => findSeries(id) ?? [])
}

function resolveWorkload(input: ExperimentInput['workload']): Workload {
  const { kernel, probe, module, script, size, tasks = 'auto' } = input
  if (kernel !== undefined) return { kind: 'kernel', kernel, size: size ?? 'auto', tasks }
  if (probe !== undefined) {
    return { kind: 'probe', probe, size: typeof size === 'number' ? size : (probeSize(probe) ?? 1), tasks: 'auto' }
  }
  // Calibration does not know how the time of a person's own code grows with its size, so they set the size.
  if (module !== undefined) return { kind: 'module', path: module, size: size ?? 1, tasks }
  return { kind: 'script', path: script ?? '', size: size ?? 1, tasks }
}

const defaultRounds = { min: 5, max: 12 }

function resolveRounds(rounds: ExperimentInput['rounds']): Experiment['rounds'] {
  if (typeof rounds === 'number') return { min: rounds, max: rounds }
  const min = rounds?.min ?? Math.min(defaultRounds.min, rounds?.max ?? defaultRounds.min)
  return { min, max: rounds?.max ?? Math.max(defaultRounds.max, min) }
}

/** Fills in the defaults and resolves the units of an input that the schema and the rules accept. */
export function resolveExperiment(file: string, input: ExperimentInput): Experiment {
  const durationOf = (text: string | undefined, defaultMs: number) => parseDuration(text ?? '') ?? defaultMs
  return {
    id: input.id ?? idFromFile(file),
    title: input.title.trim(),
    question: (input.question ?? '').trim(),
    explanation: (input.explanation ?? '').trim(),
    workload: resolveWorkload(input.workload),
    series: resolveSeries(input.series),
    baseline: input.baseline === 'none' ? 'none' : (findSeries(input.baseline ?? '')?.id ?? 'auto'),
    workers: resolveWorkerEntries(input.workers),
    scaling: input.scaling ?? 'strong',
    laps: input.laps ?? 2,
    warmup: input.warmup ?? 'auto',
    rounds: resolveRounds(input.rounds),
    precision: parsePercent(input.precision ?? '') ?? 0.1,
    budgetMs: durationOf(input.budget, 300_000),
    switchIntervalMs: durationOf(input.switchInterval, 5),
    samplingMs: durationOf(input.sampling, 100),
    monitor: input.monitor ?? 'on',
    pin: input.pin ?? false,
    timeoutMs: durationOf(input.timeout, 60_000),
    memoryLimitBytes: parseBytes(input.memoryLimit ?? ''),
    claims: [...new Set(input.claims)],
    chart: input.chart ?? null,
  }
}
