import { expect, test } from 'vitest'
import { startLockstep } from './lockstep.ts'

test.each([['list'], ['schema'], ['doctor', '--json']])(
  '%s ends in peace where nobody reads what it prints',
  async (...args) => {
    const started = startLockstep(args)
    started.process.stdout?.destroy()
    expect(await started.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  },
)
