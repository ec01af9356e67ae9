import { monitorCost, monitorCostText } from '../monitoring/monitor-cost.ts'
import type { Session, SessionHeader } from '../session/session.ts'
import { counted } from '../text/format-number.ts'

/** The line below every figure in a file: what was measured, on what, when, and by which version. */
export function footerText(session: Session): string {
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

/** A reader has to know that a run was quick, or did not reach its end. */
function stateText(end: Session['end'], { quick }: SessionHeader): string {
  const state = end === null ? 'unfinished' : end.reason === 'complete' ? '' : end.reason
  return [quick ? 'quick run' : '', state].filter((part) => part !== '').join(', ')
}
