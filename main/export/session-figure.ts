import { counted } from '../../experiments/core/text/format-number.ts'
import type { Bottlenecks } from '../../experiments/core/bottleneck/bottleneck.ts'
import { timelineWindowMs } from '../../experiments/core/charts/lock-timeline-chart.ts'
import { timeRowsHeight } from '../../experiments/core/charts/time-rows.ts'
import type { Curve } from '../../experiments/core/curves/curve.ts'
import { monitorCost, monitorCostText } from '../../experiments/core/monitoring/monitor-cost.ts'
import { seriesName } from '../../experiments/core/names/series-titles.ts'
import type { Session, SessionHeader } from '../../experiments/core/session/session.ts'
import type { TimelineFacts } from '../../experiments/core/timeline/timeline-facts.ts'
import { timelineWords } from '../../experiments/core/timeline/timeline-words.ts'
import type { ChartInput } from './export-job.ts'

/** A chart as it leaves the lab: with all that one has to know who finds it without the session's file. */
export interface Figure {
  readonly input: ChartInput
  /** In CSS px. */
  readonly height: number
}

export function speedupFigure(session: Session, curves: readonly Curve[]): Figure {
  const { header } = session
  const input: ChartInput = {
    kind: 'speedup',
    curves,
    view: 'serial',
    baseline: header.baseline,
    usableCores: header.machine.usableCores,
    title: header.experiment.title,
    subtitle: [header.experiment.question, 'Speedup over serial of the same runtime; bars are 95% intervals.']
      .filter((sentence) => sentence !== '')
      .join(' '),
    footer: footerText(session),
  }
  return { input, height: 600 }
}

/** High enough for a row a worker, up to some eighty, and for the holds' lengths where there are any. */
export function lockFigure(session: Session, facts: TimelineFacts): Figure {
  const { series, workers, example, histogram } = facts
  const name = `${seriesName(series)}, ${workers} workers`
  const windowMs = Math.round(timelineWindowMs(facts))
  const lap = `the first ${windowMs} ms of lap ${example.lap + 1} in round ${example.round + 1}`
  const input: ChartInput = {
    kind: 'lock',
    facts,
    title: `${session.header.experiment.title}: ${name}`,
    subtitle: `When each worker ran, ${lap}. ${capitalised(timelineWords(facts))}`,
    footer: footerText(session),
  }
  return { input, height: Math.min(3000, 210 + 30 * workers + (histogram === null ? 0 : 190)) }
}

/** As high as its bars and sentences need; null where no lap tells of its workers. */
export function timeFigure(session: Session, times: Bottlenecks): Figure | null {
  if (times.conditions.length === 0) return null
  const input: ChartInput = {
    kind: 'time',
    times,
    title: session.header.experiment.title,
    subtitle:
      'Where the workers’ time goes: workers × lap, each part as it was measured, the mean of the rounds with 95% intervals.',
    footer: footerText(session),
  }
  return { input, height: Math.min(8000, 130 + timeRowsHeight(times)) }
}

function footerText(session: Session): string {
  const { header } = session
  const { machine } = header
  const cost = monitorCost(session.samples)
  const cores = counted(machine.cores, 'core')
  return [
    `${machine.cpu}, ${cores}, ${machine.platform}`,
    header.runtimes.map(({ runtime, version }) => `${runtime} ${version}`).join(', '),
    `${header.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    `Lockstep ${header.lab}`,
    cost === null ? '' : monitorCostText(cost),
    stateText(session.end, header),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** What a reader has to be warned of. */
function stateText(end: Session['end'], { quick }: SessionHeader): string {
  const state = end === null ? 'unfinished' : end.reason === 'complete' ? '' : end.reason
  return [quick ? 'quick run' : '', state].filter((part) => part !== '').join(', ')
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
