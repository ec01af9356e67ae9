import { describe, expect, test } from 'vitest'
import { executorIds } from '../../../../experiments/core/names/series.ts'
import { findPythons, quickStart, withEnvironment } from './installed-pythons.ts'
import { executorMatrix } from './python-matrix.ts'
import { pythonRequest, runPython, script } from './python-requests.ts'

const pythons = await findPythons()

// serial has one worker only: its failures are those of one thread
const ways = executorMatrix(
  pythons,
  executorIds.filter((executor) => executor !== 'serial'),
)

// Nothing is timed here, so several may run at once.
describe.concurrent.each(ways)('$name/$tried', ({ python, tried: executor }) => {
  async function outcomeOf(file: string, timeoutMs = 50_000): Promise<unknown> {
    return (await runPython(python, { executor, workload: script(file), options: { timeoutMs } })).outcome
  }

  test('a task that throws is a crash that names the worker, the error, the file and the line', async () => {
    expect(await outcomeOf('throws.py')).toEqual({
      kind: 'crashed',
      message: 'worker 2 threw ValueError: the cat is on the keyboard (throws.py:3)',
    })
    expect(await outcomeOf('übel.py')).toMatchObject({
      kind: 'crashed',
      message: expect.stringMatching(/^worker [12] threw ValueError: größer als 3 € \(übel\.py:3\)$/),
    })
  })

  test('an interrupt in a task is named', async () => {
    expect(await outcomeOf('interrupts.py')).toMatchObject({
      kind: 'crashed',
      message: expect.stringMatching(/^worker [12] threw KeyboardInterrupt \(interrupts\.py:2\)$/),
    })
  })

  test('sys.exit(3) and an end of the process name their codes', async () => {
    expect(await outcomeOf('exits.py')).toEqual({ kind: 'crashed', message: 'worker 2 ended with exit code 3' })
    expect(await outcomeOf('ends_process.py')).toMatchObject({
      kind: 'crashed',
      message: expect.stringContaining('ended with exit code 4'),
    })
  })

  test('results that differ from pass to pass are a wrong result that names the task and both', async () => {
    expect(await outcomeOf('random_results.py')).toMatchObject({
      kind: 'wrong-result',
      message: expect.stringMatching(/^worker [12]: task [01] gave 0\.\d+ in pass 1 and 0\.\d+ in pass 2; /),
    })
  })

  test('a long text that differs in the last pass is found after the lap', async () => {
    const trial = { executor: 'threads', workload: script('long_text.py'), passes: 20, warmup: 0 } as const
    expect((await runPython(python, { ...trial, size: 1 })).outcome).toEqual({ kind: 'ok' })
    expect((await runPython(python, { ...trial, size: 2 })).outcome).toMatchObject({
      kind: 'wrong-result',
      message: expect.stringMatching(/in pass 1 .*in pass 20/),
    })
  })

  test('a result that is neither a number nor a string is a wrong result that names its kind', async () => {
    expect(await outcomeOf('returns_bool.py')).toMatchObject({
      kind: 'wrong-result',
      message: expect.stringMatching(/task [01] returned bool, expected/),
    })
    expect(await outcomeOf('returns_none.py')).toMatchObject({
      kind: 'wrong-result',
      message: expect.stringMatching(/task [01] returned NoneType, expected/),
    })
  })

  test('a script that cannot be loaded is a crash that says why, and where', async () => {
    const crashes = async (file: string, message: RegExp): Promise<void> => {
      expect(await outcomeOf(file)).toMatchObject({ kind: 'crashed', message: expect.stringMatching(message) })
    }
    await crashes('broken_import.py', /threw RuntimeError: broken at import \(broken_import\.py:3\)$/)
    await crashes(
      'imports_missing.py',
      /threw \w+: No module named '?a_module_that_nobody_has'? \(imports_missing\.py:2\)$/,
    )
    await crashes('syntax_error.py', /threw SyntaxError: .+ \(syntax_error\.py:2\)$/)
    await crashes('no_run.py', /no_run\.py defines no function run/)
    await crashes('not_there.py', /not_there\.py/)
  })

  test('more memory than there is, an endless loop and a kill have outcomes of their own', async () => {
    expect(await outcomeOf('eats_memory.py')).toMatchObject({
      kind: 'out-of-memory',
      message: expect.stringContaining('eats_memory.py:5'),
    })
    const timeoutMs = python.id === 'jython' ? 5000 : 1500
    expect(await outcomeOf('loops.py', timeoutMs)).toMatchObject({ kind: 'timeout' })
    expect(await outcomeOf('kills_itself.py')).toMatchObject({
      kind: 'killed',
      message: expect.stringContaining('was killed by SIGKILL'),
    })
  })
})

// The second ends the machine itself; in the first what describes the error has to find memory, or to do without.
test.each(
  pythons
    .filter(({ id }) => id === 'jython')
    .flatMap((python) =>
      ['-Xmx48m -XX:+UseSerialGC', '-Xmx48m -XX:+ExitOnOutOfMemoryError'].map((heap) => ({
        name: python.name,
        heap,
        python: withEnvironment(python, { JAVA_TOOL_OPTIONS: `${quickStart} ${heap}` }),
      })),
    ),
)('$name: a heap that threads have filled to the last byte is out-of-memory, with $heap', async ({ python }) => {
  const workload = script('fills_memory.py')
  expect((await runPython(python, { executor: 'threads', workload })).outcome.kind).toBe('out-of-memory')
})

test.each(pythons)('$name names a kernel that Python does not have, before anything is started', (python) => {
  const workload = { kind: 'kernel', kernel: 'chess' } as const
  const prepared = python.runtime.prepare(pythonRequest(python, { executor: 'serial', workload }))
  expect(prepared).toEqual({ kind: 'cannot', why: expect.stringContaining('chess') })
})
