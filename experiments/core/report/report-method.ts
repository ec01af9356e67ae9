import { z } from 'zod'
import { disturbedTrials } from '../curves/disturbance.ts'
import type { Session } from '../session/session.ts'
import { sessionMeasures } from '../session/session-measures.ts'
import { counted, formatCount } from '../text/format-number.ts'
import { plainText } from '../text/plain-text.ts'
import { formatDuration } from '../text/format-duration.ts'

const definitionSchema = z.object({ laps: z.number().optional(), warmup: z.union([z.number(), z.string()]).optional() })

/** How a session was measured, in a paragraph: what was done, how a number is made of it, and what was left out. */
export function methodText(session: Session): string {
  const { header } = session
  const { laps, facts } = sessionMeasures(header)
  return [
    orderText(session),
    ...(laps ? [lapsText(session), ratioText(session)] : []),
    ...(facts ? [factsText] : []),
    leftOut(session),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function orderText({ header, trials, end }: Session): string {
  const rounds = trials.reduce((most, { round }) => Math.max(most, round + 1), 0)
  const took = end === null ? '' : `, in ${formatDuration(end.atMs)}`
  if (rounds === 0) return 'Nothing was measured.'
  const most = Math.max(...header.conditions.map(({ times = 1 }) => times))
  const turns = most === 1 ? '' : ` (serial up to ${most} times, which count as one)`
  const each = `Each of ${counted(header.conditions.length, 'condition')} (a series with so many workers) was measured ${most === 1 ? 'once ' : ''}in each of ${counted(rounds, 'round')}${took}${turns}`
  return `${each}, every time in a new process. The order within a round was drawn at random (seed ${formatCount(header.seed).replaceAll(',', '')}).`
}

function lapsText({ header, laps }: Session): string {
  const { laps: inTrial } = definitionSchema.safeParse(header.experiment.definition).data ?? {}
  const measured = laps.filter(({ warmup }) => !warmup)
  const times = measured.map(({ makespanMs }) => makespanMs)
  if (times.length === 0) return ''
  const each = inTrial === undefined ? '' : `, ${counted(inTrial, 'lap')} in a trial`
  const shortest = Math.min(...times)
  const longest = Math.max(...times)
  return `Laps were measured after warm-up laps${each}; they took ${milliseconds(shortest)} to ${milliseconds(longest)}, from the common start to the last worker’s end.`
}

function ratioText({ header: { scaling } }: Session): string {
  const work = scaling === 'weak' ? ', for the same work of each worker' : ''
  return `A speedup is the geometric mean over the rounds of the time of one worker divided by the time of all workers${work}. Its range is a 95% interval over the rounds (t distribution).`
}

const factsText =
  'A measured value is the geometric mean over the rounds with its 95% interval; an answer of yes or no is given with the rounds that gave it.'

function leftOut(session: Session): string {
  const failed = session.trials.filter(({ outcome }) => outcome.kind !== 'ok' && outcome.kind !== 'cancelled')
  const disturbed = disturbedTrials(session)
  const unused = disturbed.filter(({ counts }) => !counts).length
  const parts = [
    ...(failed.length === 0 ? [] : [`${counted(failed.length, 'trial')} failed and ${is(failed.length)} left out`]),
    ...(disturbed.length === 0
      ? []
      : [
          `other programs disturbed ${counted(disturbed.length, 'trial')}, of which ${formatCount(unused)} ${is(unused)} left out`,
        ]),
  ]
  const said = parts.length === 0 ? 'Nothing was left out' : parts.join('; ')
  return plainText(`${said.charAt(0).toUpperCase()}${said.slice(1)}.`)
}

function is(amount: number): string {
  return amount === 1 ? 'is' : 'are'
}

function milliseconds(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`
}
