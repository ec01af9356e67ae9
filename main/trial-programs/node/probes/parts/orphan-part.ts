import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { PartOrder } from '../crew/probe-crew.ts'
import type { Part } from './part.ts'
import { SteadyWork } from './steady-work.ts'

/** The descriptors of the pipe to the probe, in the parent and in its child. */
export const parentDescriptor = 4
const childDescriptor = 3

/** Starts a child that holds the pipe to the probe too, and waits for its end. */
export const parentPart: Part = async () => {
  const order: PartOrder = { part: 'orphan', input: null }
  const child = spawn(process.execPath, [process.argv[1] ?? '', JSON.stringify(order)], {
    stdio: ['ignore', 2, 2, parentDescriptor],
  })
  await once(child, 'exit')
}

/** The child reports who it is, and works on after the message that its parent is gone. */
export const orphanPart: Part = async () => {
  const probe = new Socket({ fd: childDescriptor })
  const say = (message: unknown): void => {
    probe.write(`${JSON.stringify(message)}\n`)
  }
  const work = new SteadyWork()
  createInterface({ input: probe }).once('line', () => {
    work.finish()
  })
  // without the probe nothing is left to do
  probe.once('close', () => process.exit())
  say({ pid: process.pid })
  await work.run(say)
  probe.end()
}
