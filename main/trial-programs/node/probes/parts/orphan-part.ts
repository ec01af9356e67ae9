import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { PartOrder } from '../crew/probe-crew.ts'
import type { Part } from './part.ts'
import { SteadyWork } from './steady-work.ts'

/** Of the pipe to the probe, in the parent and in its child. */
export const parentDescriptor = 4
const childDescriptor = 3

/** Starts a child, which holds the pipe to the probe too, and does nothing more. */
export const parentPart: Part = async () => {
  const order: PartOrder = { part: 'orphan', input: null }
  const child = spawn(process.execPath, [process.argv[1] ?? '', JSON.stringify(order)], {
    stdio: ['ignore', 2, 2, parentDescriptor],
  })
  await once(child, 'exit')
}

/** The child: says who it is, and works on after it has been told that its parent is gone. */
export const orphanPart: Part = async () => {
  const probe = new Socket({ fd: childDescriptor })
  const say = (message: unknown): void => {
    probe.write(`${JSON.stringify(message)}\n`)
  }
  const work = new SteadyWork()
  createInterface({ input: probe }).once('line', () => {
    work.finish()
  })
  // the probe is gone: nothing is left to do
  probe.once('close', () => process.exit())
  say({ pid: process.pid })
  await work.run(say)
  probe.end()
}
