import type { Curve } from '../../experiments/core/curve.ts'
import type { Session, SessionHeader } from '../../experiments/core/session.ts'
import type { ChartInput } from './export-job.ts'

/** The chart of a session as it leaves the lab: with all that one has to know who finds it without its file. */
export function sessionFigure(session: Session, curves: readonly Curve[]): ChartInput {
  const { header } = session
  return {
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
}

function footerText(session: Session): string {
  const { header } = session
  const { machine } = header
  const cores = `${String(machine.cores)} ${machine.cores === 1 ? 'core' : 'cores'}`
  return [
    `${machine.cpu}, ${cores}, ${machine.platform}`,
    header.runtimes.map(({ runtime, version }) => `${runtime} ${version}`).join(', '),
    `${header.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    `Lockstep ${header.lab}`,
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
