import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { layerRule, rooms } from '../../scripts/layer-rule.mjs'

const root = join(import.meta.dirname, '..', '..')

function complaints(file: string, code: string): readonly string[] {
  const linter = new Linter({ cwd: root })
  const config = { plugins: { lockstep: { rules: { layers: layerRule } } }, rules: { 'lockstep/layers': 'error' } }
  return linter
    .verify(code, [{ files: ['**/*.ts'], ...config } as Linter.Config], join(root, file))
    .map((m) => m.message)
}

const allowed = [
  ['main/lab/lab.ts', "import '../../experiments/core/plan/plan.ts'"],
  ['main/lab/lab.ts', "import { join } from 'node:path'"],
  ['main/lab/lab.ts', "import '../../preload/contract.ts'"],
  ['main/lab/lab.ts', "import '../session/session-run.ts'"],
  ['main/shells/electron/index.ts', "import { app } from 'electron'"],
  ['main/shells/electron/window-channel.ts', "import '../../../preload/ipc-channel.ts'"],
  ['preload/index.ts', "import { contextBridge } from 'electron'"],
  ['main/monitor/probe.ts', "import si from 'systeminformation'"],
  ['renderer/main.ts', "import { curvesOf } from '../experiments/core/curves/speedup.ts'"],
  ['experiments/core/plan/plan.ts', "import { z } from 'zod'"],
  ['experiments/core/plan/plan.ts', "import '../names/series.ts'"],
  ['bench/programs/sampling-host.ts', "import si from 'systeminformation'"],
  ['bench/rows/records.ts', "import '../../testbed/sessions/long-session.ts'"],
  ['test/main/lab/rpc.test.ts', "import '../../../testbed/fake-lab.ts'"],
  ['test/bench/core/verdict.test.ts', "import '../../../bench/core/verdict.ts'"],
] as const

const refused = [
  ['main/lab/lab.ts', "import '../../renderer/main.ts'"],
  ['main/lab/lab.ts', "const page = import('../../renderer/main.ts')"],
  ['main/lab/lab.ts', "export * from '../../preload/index.ts'"],
  ['main/lab/lab.ts', "import { app } from 'electron'"],
  ['main/lab/lab.ts', "import si from 'systeminformation'"],
  ['main/shells/browser/serve.ts', "import { app } from 'electron/main'"],
  ['main/shells/browser/serve.ts', "import '../../../preload/ipc-channel.ts'"],
  ['renderer/app/frame/page.ts', "import '../../../main/lab/lab.ts'"],
  ['renderer/main.ts', "import '../experiments/catalog/race.yaml'"],
  ['renderer/main.ts', "import { readFileSync } from 'node:fs'"],
  ['experiments/core/plan/plan.ts', "import { readFileSync } from 'fs'"],
  ['experiments/core/plan/plan.ts', "import '../../../preload/contract.ts'"],
  ['preload/contract.ts', "import '../main/lab.ts'"],
  ['main/lab/lab.ts', "import '../../bench/core/bench.ts'"],
  ['experiments/core/plan/plan.ts', "import '../../../bench/core/verdict.ts'"],
  ['experiments/core/plan/plan.ts', "import '../../../testbed/seeded-numbers.ts'"],
  ['bench/rows/records.ts', "import '../../test/set-up.ts'"],
  ['test/main/lab/rpc.test.ts', "import '../../../bench/core/verdict.ts'"],
  ['testbed/fake-lab.ts', "import '../test/set-up.ts'"],
  ['testbed/fake-lab.ts', "import '../bench/core/verdict.ts'"],
] as const

/** Each imports a file of a room that stands above its own. */
const upwards = [
  ['experiments/core/numbers/interval.ts', "import '../curves/curve.ts'"],
  ['experiments/core/timeline/holds.ts', "import '../charts/theme.ts'"],
  ['main/session/session-run.ts', "import '../lab/lab.ts'"],
  ['main/trial/runtime.ts', "import '../runtimes/node-runtime.ts'"],
  ['renderer/state/runs.svelte.ts', "import '../app/frame/App.svelte'"],
] as const

test.each(allowed)('%s may say: %s', (file, code) => {
  expect(complaints(file, code)).toEqual([])
})

test.each(refused)('%s may not say: %s', (file, code) => {
  expect(complaints(file, code)).toHaveLength(1)
})

test.each(upwards)('%s may not say: %s, whose room stands above its own', (file, code) => {
  expect(complaints(file, code)).toEqual([expect.stringContaining('it stands before it in the list of rooms')])
})

test('a folder that is in no list of rooms is refused by its name', () => {
  expect(complaints('main/attic/old.ts', '')).toEqual([expect.stringContaining('main/attic is in no list of rooms')])
})

test('every room of the list is there, and none stands in it twice', () => {
  expect(rooms.filter((room) => !existsSync(join(root, room)))).toEqual([])
  expect(new Set(rooms).size).toBe(rooms.length)
})
