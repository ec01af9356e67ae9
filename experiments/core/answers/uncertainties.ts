import type { Session } from '../session/session.ts'

/** What these warnings say of every time in the session, in a few words; the others say it of single conditions. */
const ofAllTimes: Readonly<Record<string, string>> = {
  'short-laps': 'some laps were too short to time well',
  'slow-first-lap': 'some laps were not warm',
  'null-test': 'one worker was not as fast as serial',
  steal: 'other machines had part of the cores',
  throttled: 'the processor slowed down to stay cool',
  battery: 'the machine ran on battery',
  quota: 'the container has a limit',
}

/**
 * What makes the answer's number less certain than its range says.
 * @param obstacle why a claim on the same comparison would be left open (experiments/core/claims/judging/guards.ts)
 */
export function uncertainties({ warnings }: Pick<Session, 'warnings'>, obstacle: string | null): readonly string[] {
  const kinds = new Set(warnings.map(({ kind }) => kind))
  const general = Object.entries(ofAllTimes).flatMap(([kind, said]) => (kinds.has(kind) ? [said] : []))
  return obstacle === null ? general : [inShort(obstacle), ...general]
}

function inShort(obstacle: string): string {
  if (obstacle.startsWith('doubtful work')) return 'it may not have been the same work'
  if (obstacle.startsWith('slow cores')) return 'the cores were slower with all workers on them'
  return 'other programs used the cores'
}
