import { expect, test } from 'vitest'
import { scoredSessions } from '../../../../bench/simulation/machines/bench-profile.ts'
import { hardwareOf, profileNames } from '../../../../bench/simulation/machines/profiles.ts'
import { simulatedSession } from '../../../../bench/simulation/machines/simulated-session.ts'
import { lawExperiment, lawWorks } from '../../../../bench/simulation/machines/worlds.ts'
import { scalingLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import { sessionRecordSchema } from '../../../../experiments/core/session/session.ts'

/** Both worlds of runtimes. */
const seeds = [1, 2]

test('the same seed gives the same session, in the form of a file’s records', async () => {
  const order = {
    experiment: lawExperiment,
    hardware: hardwareOf('container 4 CPU of 64', 0),
    works: lawWorks,
    seed: 3,
  }
  const [once, again] = [await simulatedSession(order), await simulatedSession(order)]
  expect(again).toEqual(once)
  for (const record of [once.header, ...once.trials, ...once.laps.slice(0, 50), ...once.locks.slice(0, 5)]) {
    expect(sessionRecordSchema.parse(record)).toEqual(record)
  }
})

test('on steady cores the laws find what the work was made with', async () => {
  const hardware = hardwareOf('container 4 CPU of 64', 0)
  const session = await simulatedSession({ experiment: lawExperiment, hardware, works: lawWorks, seed: 3 })
  const amdahl = scalingLaws(session).find(({ series, law }) => series === 'node/threads' && law === 'amdahl')
  expect(amdahl?.parameters[0]?.value).toBeCloseTo(0.4, 1)
})

// the largest take their time: the bench has them
const cheap = profileNames.filter((name) => !['64 cores', '128 cores, 2 sockets'].includes(name))

test.for(cheap)('no verdict, peak or loss is wrong on: %s', async (profile) => {
  const scores = await Promise.all(seeds.map((seed) => scoredSessions(profile, seed)))
  expect(scores.flatMap(({ claims, peaks, losses }) => [claims, peaks, losses].flatMap((one) => one.wrongs))).toEqual(
    [],
  )
  // five rounds are what a session takes to be precise
  expect(Math.min(...scores.map(({ rounds }) => rounds))).toBeGreaterThanOrEqual(5)
})
