/** A thread that reads portions of a session's file ahead of the lab, which makes records of their lines meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { buffersOf, PortionReader, type PortionMemory } from './scanned-portion.ts'

export interface ScannerData {
  readonly descriptor: number
}

export interface PortionOrder {
  readonly portion: number
  readonly memory: PortionMemory
}

const { descriptor } = workerData as ScannerData
const reader = new PortionReader(descriptor)

parentPort?.on('message', ({ portion, memory }: PortionOrder) => {
  const scanned = reader.read(portion, memory)
  parentPort?.postMessage(scanned, buffersOf(scanned))
})
