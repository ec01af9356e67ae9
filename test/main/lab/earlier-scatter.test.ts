import { expect, test } from 'vitest'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import type { Experiment } from '../../../experiments/core/definition/experiment.ts'
import type { SessionHeader } from '../../../experiments/core/session/session.ts'
import { EarlierScatter } from '../../../main/lab/earlier-scatter.ts'
import { listSessions } from '../../../main/store/reading/session-list.ts'
import { madeUpHeader, type HeaderChanges } from '../../../testbed/sessions/header.ts'
import { recordsOf } from '../../../testbed/sessions/rounds.ts'
import { end, temporaryFolder, writeSession } from '../store/made-up-session.ts'

function experimentOf(kernel: string): Experiment {
  const text = `lockstep: 1\nid: mine\ntitle: T\nworkload: { kernel: ${kernel} }\nseries: [node/threads]\n`
  const parsed = parseExperiment('mine.yaml', Buffer.from(text))
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.experiment
}

/** Writes a session in which threads took now so much longer, now less. */
function measured(folder: string, startedAt: string, swing: number, changes: HeaderChanges = {}): void {
  const swung = [200, 200 * swing, 200, 200 * swing]
  const [, ...rest] = recordsOf({
    rounds: { 'node/serial': { 1: [400, 400, 400, 400] }, 'node/threads': { 2: swung } },
  })
  const definition = JSON.parse(JSON.stringify(experimentOf('primes'))) as SessionHeader['experiment']['definition']
  const conditions = [
    { series: 'node/serial' as const, workers: 1, reference: true },
    { series: 'node/threads' as const, workers: 2, reference: false },
  ]
  const header = madeUpHeader({ startedAt, experiment: { id: 'mine', definition }, conditions, ...changes })
  writeSession(folder, [header, ...rest, end], startedAt)
}

test('the newest full session of the same work on this machine tells how far trials scatter', async () => {
  const folder = temporaryFolder()
  const here = { hostname: 'bench', cpu: 'Test CPU' }
  const summaries = async () => (await listSessions(folder)).filter((one) => one.kind === 'session')
  const earlier = new EarlierScatter(summaries, here)
  expect(await earlier.of(experimentOf('primes'), null)).toBeNull()
  measured(folder, '2026-01-01T00:00:00.000Z', 1.4)
  measured(folder, '2026-01-02T00:00:00.000Z', 1.1)
  measured(folder, '2026-01-03T00:00:00.000Z', 2, { quick: true })
  measured(folder, '2026-01-04T00:00:00.000Z', 2, { machine: { hostname: 'another' } })
  // ln 1.1 swings by half of it to either side, with n − 1 below; half of the variance is serial's
  const deviation = (Math.log(1.1) / 2) * Math.sqrt(4 / 3 / 2)
  expect(await earlier.of(experimentOf('primes'), null)).toEqual({
    deviation: expect.closeTo(deviation, 6) as number,
    startedAt: '2026-01-02T00:00:00.000Z',
  })
  expect(await earlier.of(experimentOf('mandelbrot'), null)).toBeNull()
  expect(await earlier.of(experimentOf('primes'), '/home/me/mine.yaml')).toBeNull()
})
