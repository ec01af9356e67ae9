import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test, type TestContext } from 'vitest'
import { readSession } from '../../../../main/store/reading/session-reader.ts'
import { eventually, processesWith } from '../../processes-of-lab.ts'
import { startLockstep, temporaryFolder } from './lockstep.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const lab = [process.execPath, join(root, 'start.mjs')] as const

function experiment(rounds: number): string {
  const path = join(temporaryFolder(), 'mine.yaml')
  const workload = 'workload: { kernel: primes, size: 100, tasks: 2 }\nseries: [node/serial]\nbaseline: none\n'
  writeFileSync(path, `lockstep: 1\ntitle: Mine\n${workload}warmup: 0\nlaps: 1\nrounds: ${rounds}\n`)
  return path
}

/** Starts a command with a data folder of its own; whatever is left of it when the test ends is ended. */
function start(command: readonly string[], { onTestFinished }: TestContext): { child: ChildProcess; home: string } {
  const home = temporaryFolder()
  const [program = '', ...args] = command
  const { npm_lifecycle_event: _npm, _, ...env } = process.env
  const options = { cwd: root, env: { ...env, LOCKSTEP_HOME: home }, stdio: 'pipe', detached: true } as const
  const child = spawn(program, args, options)
  onTestFinished(() => {
    for (const stray of processesWith(`LOCKSTEP_HOME=${home}`)) process.kill(stray, 'SIGKILL')
  })
  return { child, home }
}

function sessionText(home: string): string {
  const folder = join(home, 'sessions')
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.lockstep')) : undefined
  return name === undefined ? '' : readFileSync(join(folder, name), 'utf8')
}

async function firstTrial(home: string): Promise<void> {
  const isThere = (): boolean => sessionText(home).includes('"record":"trial"')
  expect(await eventually(isThere, Boolean, 40_000)).toBe(true)
}

/** How the session of this data folder ended, within some seconds. */
async function ending(home: string): Promise<string | undefined> {
  await eventually(
    () => sessionText(home),
    (records) => records.includes('"record":"end"'),
    30_000,
  )
  const folder = join(home, 'sessions')
  const name = readdirSync(folder).find((file) => file.endsWith('.lockstep')) ?? ''
  return (await readSession(join(folder, name))).end?.reason
}

test.concurrent('a run whose output nobody reads any more goes on to its end, and exits 1', async () => {
  const { process: child, home, ended } = startLockstep(['run', experiment(2), '--json'])
  child.stdout?.destroy()
  child.stderr?.destroy()
  expect(await ended).toMatchObject({ code: 1, signal: null })
  expect(await ending(home)).toBe('complete')
})

test.concurrent('a run that is started with nohup outlives the hang-up that ends its npm', async (context) => {
  const { child, home } = start(['nohup', 'npm', 'start', '--', 'run', experiment(12)], context)
  const npmEnded = once(child, 'exit')
  await firstTrial(home)
  process.kill(-(child.pid ?? 0), 'SIGHUP')
  await npmEnded
  expect(await ending(home)).toBe('complete')
})

const inTerminal = ['python3', join(import.meta.dirname, 'in-terminal.py')]

/** A Node on PATH that is too old for the lab, which therefore starts the pinned one. */
function olderNode(): string | undefined {
  const installed = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  const needed = Number(process.versions.node.split('.')[0])
  return installed.find((node) => {
    const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
    return Number.parseInt(stdout, 10) < needed
  })
}

async function expectHangUpEnds(
  command: readonly string[],
  begun: (home: string) => Promise<void>,
  context: TestContext,
): Promise<void> {
  context.skip(spawnSync('python3', ['--version']).status !== 0, 'python3 is missing, which makes the terminal')
  const { child, home } = start([...inTerminal, ...command], context)
  const said = child.stdout === null ? '' : text(child.stdout)
  await once(child.stdout ?? child, 'data')
  await begun(home)
  child.stdin?.end()
  expect(JSON.parse((await said).split('\n').at(-2) ?? '')).toEqual({ code: 129, signal: null })
  expect(processesWith(`LOCKSTEP_HOME=${home}`)).toEqual([])
}

test.concurrent.for([
  ['a run', ['run', experiment(1000)], firstTrial],
  ['a lab in the browser', ['serve', '--no-open'], () => Promise.resolve()],
] as const)('%s whose terminal goes away exits 129, and leaves no process', async ([, args, begun], context) => {
  await expectHangUpEnds([...lab, ...args], begun, context)
})

test.concurrent('so does one that an older Node started', async (context) => {
  const node = olderNode()
  if (node === undefined) return context.skip('there is no older Node on PATH')
  await expectHangUpEnds([node, lab[1], 'run', experiment(1000)], firstTrial, context)
})

test.runIf(process.platform === 'linux').each([
  ['>/dev/full', /standard output could not be written: ENOSPC/],
  ['>&-', /standard output is closed: nothing was printed/],
])(
  'a result that was asked for and goes to %s is named, with where it is kept, and the files are written',
  (to, why) => {
    const [home, out] = [temporaryFolder(), temporaryFolder()]
    const run = ['run', experiment(1), '--json', '--out', out]
    const { status, stderr } = spawnSync('sh', ['-c', `"$@" ${to}`, 'sh', ...lab, ...run], {
      env: { ...process.env, LOCKSTEP_HOME: home },
      encoding: 'utf8',
    })
    const session = readdirSync(join(home, 'sessions')).find((name) => name.endsWith('.lockstep')) ?? ''
    expect(stderr).toMatch(why)
    expect(stderr).toContain(`What was measured is kept in ${join(home, 'sessions', session)}`)
    expect(status).toBe(1)
    expect(readdirSync(out).length).toBeGreaterThan(0)
    expect(sessionText(home)).toMatch(/^\{"record":"header"/)
  },
)
