/** This program is a probe's worker, as a thread or as a process: it plays the part that it is given. */
import { isMainThread, parentPort, workerData, type Transferable } from 'node:worker_threads'
import { findPart } from './parts.ts'
import type { PartChannel } from './part.ts'
import type { PartOrder } from '../crew/probe-crew.ts'

const order = (isMainThread ? JSON.parse(process.argv[2] ?? '{}') : workerData) as PartOrder
const part = findPart(order.part)
if (part === undefined) throw new Error(`there is no part called ${order.part}`)

const ofProcess: PartChannel = {
  say: (message) => process.send?.(message),
  onMessage: (receive) => {
    process.on('message', receive)
  },
}
const ofThread: PartChannel = {
  say: (message, moved) => parentPort?.postMessage(message, moved === undefined ? [] : [moved as Transferable]),
  onMessage: (receive) => {
    parentPort?.on('message', (message) => {
      receive(message, undefined)
    })
  },
}
// without the coordinator nothing is left to do
if (isMainThread) process.on('disconnect', () => process.exit())
await part(order.input, isMainThread ? ofProcess : ofThread)
