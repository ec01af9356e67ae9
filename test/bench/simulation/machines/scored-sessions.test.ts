import { expect, test } from 'vitest'
import { scoredSessions, type SessionScores } from '../../../../bench/simulation/machines/bench-profile.ts'
import { hardwareOf, type ProfileName } from '../../../../bench/simulation/machines/profiles.ts'
import { simulatedSession } from '../../../../bench/simulation/machines/simulated-session.ts'
import { lawExperiment, lawWorks } from '../../../../bench/simulation/machines/worlds.ts'
import { scalingLaws } from '../../../../experiments/core/scaling-laws/scaling-laws.ts'
import { sessionRecordSchema } from '../../../../experiments/core/session/session.ts'

/** Both worlds of runtimes. */
const seeds = [1, 2]

async function wrongsOn(profile: ProfileName, pick: (one: SessionScores) => SessionScores['claims']) {
  const scores = await Promise.all(seeds.map((seed) => scoredSessions(profile, seed)))
  return scores.flatMap((one) => pick(one).wrongs)
}

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

test.for(['1 core', 'container 1.5 CPU', 'container 4 CPU of 64', '8 cores, macOS'] as const)(
  'no verdict is wrong on: %s',
  async (profile) => {
    expect(await wrongsOn(profile, ({ claims }) => claims)).toEqual([])
  },
)
