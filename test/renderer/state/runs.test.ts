import { expect, test } from 'vitest'
import type { FileInQuestion, LabApi, StartResult } from '../../../preload/contract.ts'
import type { ExperimentRef, StartRequest } from '../../../preload/requests.ts'
import { Notices } from '../../../renderer/state/notices.svelte.ts'
import { Runs, type RunAnswer } from '../../../renderer/state/runs.svelte.ts'

const ref = (id: string): ExperimentRef => ({ kind: 'catalog', id })

/** A lab that answers each request to start as `answer` says. */
function labThat(answer: (request: StartRequest) => StartResult) {
  const asked: StartRequest[] = []
  const answered: RunAnswer[] = []
  const start = (request: StartRequest): Promise<StartResult> => {
    asked.push(request)
    return Promise.resolve(answer(request))
  }
  const runs = new Runs({
    // the only function of the lab that a run is started by
    api: () => ({ start }) as Partial<LabApi> as LabApi,
    notices: new Notices(),
    answered: (result) => {
      answered.push(result)
      return Promise.resolve()
    },
  })
  return { runs, asked, answered }
}

const started = (): StartResult => ({ kind: 'started', sessionId: 'a' })

test('experiments run one after another, each when the one before is done', async () => {
  const { runs, asked } = labThat(started)
  await runs.runAll([ref('isolation'), ref('cpu-bound')])
  expect(asked.map(({ experiment }) => experiment)).toEqual([ref('isolation')])
  expect(runs.waiting).toEqual([{ experiment: ref('cpu-bound'), overrides: {} }])
  await runs.runNext()
  expect(asked.map(({ experiment }) => experiment)).toEqual([ref('isolation'), ref('cpu-bound')])
  await runs.runNext()
  expect(asked).toHaveLength(2)
})

test('what a person chose for a run goes with it, and not with those of a row', async () => {
  const { runs, asked } = labThat(started)
  runs.seed = 7
  runs.monitor = 'pairs'
  runs.steady = true
  await runs.run(ref('cpu-bound'), true)
  await runs.runAll([ref('isolation')])
  expect(asked.map(({ overrides }) => overrides)).toEqual([
    { quick: true, seed: 7, monitor: 'pairs', steady: true },
    {},
  ])
})

const code: FileInQuestion = {
  path: '/home/ada/mine.mjs',
  sha256: 'a'.repeat(64),
  text: 'export function run() {}',
  hiddenBytes: 0,
  changed: false,
}
const other = { path: '/home/ada/other.mjs', sha256: 'c'.repeat(64) }
const asks = (file = code): StartResult => ({ kind: 'needs-trust', files: [file], others: [other], message: null })

test('a person’s own file waits for their word, and runs with it as it was shown, or not at all', async () => {
  const file: ExperimentRef = { kind: 'file', path: '/home/ada/mine.yaml' }
  const { runs, asked, answered } = labThat(({ trusted }) => (trusted.length > 0 ? started() : asks()))
  await runs.run(file, false)
  expect(runs.trust?.question.files).toEqual([code])
  expect(answered).toEqual([])
  runs.disagree()
  expect([asked.length, runs.trust]).toEqual([1, null])
  await runs.run(file, false)
  await runs.agree()
  const { path, sha256 } = code
  expect(asked.at(-1)).toMatchObject({ experiment: file, trusted: [{ path, sha256 }] })
  expect(asked.at(-1)).not.toHaveProperty('remember')
  expect(answered).toEqual([started()])
})

test('an agreement for good holds for one question: the next one starts without it', async () => {
  const changed = { ...code, sha256: 'b'.repeat(64), changed: true }
  const { runs, asked } = labThat(({ trusted }) => asks(trusted.length > 0 ? changed : code))
  await runs.run(ref('mine'), false)
  runs.remember = true
  await runs.agree()
  expect(asked.at(-1)).toMatchObject({ remember: [{ path: code.path, sha256: code.sha256 }] })
  // the file was changed while the question was open
  expect(runs.trust?.question.files).toEqual([changed])
  expect(runs.remember).toBe(false)
  runs.rememberFolder = true
  await runs.agree()
  expect(asked.at(-1)).toMatchObject({ remember: [{ path: code.path, sha256: changed.sha256 }, other] })
})

test('a lab that does not answer is told of, and another run can be started', async () => {
  const { runs } = labThat(() => {
    throw new Error('the lab is gone')
  })
  await runs.run(ref('cpu-bound'), false)
  expect(runs.starting).toBe(false)
})
