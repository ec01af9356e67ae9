import type { SessionRecord } from '../../../experiments/core/session/session.ts'

const number = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`
const orNull = `(?:${number}|null)`
const numbers = String.raw`\[(?:${number}(?:,${number})*)?\]`

function listOf(item: string): string {
  return String.raw`\[(?:${item}(?:,${item})*)?\]`
}

function line(record: string, fields: string): RegExp {
  return new RegExp(String.raw`^\{"record":"${record}","trial":${number},${fields}\}$`)
}

const worker =
  String.raw`\{"startMs":${number},"endMs":${number},"cpuMs":${number}(?:,"coreWaitMs":${number})?` +
  String.raw`(?:,"communicationMs":${number},"communicationCpuMs":${number})?` +
  String.raw`(?:,"blockingMs":${number})?(?:,"lockWaitMs":${number})?\}`

const lap = line(
  'lap',
  String.raw`"lap":${number},"warmup":(?:true|false),"makespanMs":${number},"cpuMs":${number},"checksum":"[\w:.-]*",` +
    String.raw`"workers":${listOf(worker)}`,
)
const lock = line(
  'lock',
  String.raw`"lap":${number},"source":"(?:holds|gaps)","holds":${listOf(numbers)},"fromMs":${orNull},"toMs":${orNull}`,
)
const trial = line(
  'trial',
  String.raw`"round":${number},"series":"([^"\\]+)","workers":${number},"startedAtMs":${number},"endedAtMs":${number},` +
    String.raw`"outcome":\{"kind":"ok"\}(?:,"monitor":"(?:off|on)")?,"pids":${numbers},"processStartMs":${orNull},` +
    String.raw`"startupMs":${orNull},"peakRssBytes":${orNull}` +
    String.raw`(?:,"load":\{"otherCores":${number},"stolenCores":${orNull},"culprits":\[\]\})?`,
)

/**
 * Tells lines that are written as the lab writes laps, timelines and successful trials, which nearly all are that are no
 * samples. Such a line is a sound record, and its JSON as good as that of the record: to make an object of each, to check
 * that and to write it again takes ten times as long. Of any other line it says nothing.
 */
export class WrittenLines {
  /** Of trials that were read as records. */
  readonly #series = new Set<string>()

  isSound(text: string): boolean {
    if (lap.test(text) || lock.test(text)) return true
    const series = trial.exec(text)?.[1]
    return series !== undefined && this.#series.has(series)
  }

  /** To be told of each record that was read by its schema. */
  learn(record: SessionRecord): void {
    if (record.record === 'trial') this.#series.add(record.series)
  }
}
