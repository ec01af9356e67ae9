import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { createInterface } from 'node:readline'
import { parentDescriptor } from './parts/orphan-part.ts'
import type { PartOrder } from './crew/probe-crew.ts'
import { expectedResult } from './parts/steady-work.ts'

/** Starts a process that starts a child, kills it, and sees whether the child works on to its end. */
export async function childOutlivesParent(program: string): Promise<boolean> {
  const order: PartOrder = { part: 'parent', input: null }
  const stdio = ['ignore', 2, 2, 'ipc', 'pipe'] as const
  const parent = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: [...stdio] })
  const ended = once(parent, 'exit')
  const pipe = parent.stdio[parentDescriptor] as unknown as Duplex
  pipe.on('error', () => {
    // both have ended: no line comes any more
  })
  const lines = createInterface({ input: pipe })[Symbol.asyncIterator]()
  const hear = async (): Promise<Record<string, unknown>> => {
    const { value } = await lines.next()
    return value === undefined ? {} : (JSON.parse(value) as Record<string, unknown>)
  }
  const { pid } = await hear()
  const { cpuMs } = await hear()
  parent.kill('SIGKILL')
  await ended
  pipe.write('finish\n')
  const { result } = await hear()
  pipe.destroy()
  return pid !== parent.pid && Number(cpuMs) > 0 && result === expectedResult()
}
