import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import type { RoundTrip } from '../worker/exchange.ts'

/** One end of a thread's messages: structured clones through a port, and a cell that counts the answers. */
export interface ThreadMessages {
  readonly port: MessagePort
  readonly answered: Int32Array
}

/** The coordinator's end: sends a copy of what comes back. */
export function answerThread({ port, answered }: ThreadMessages): void {
  port.on('message', (message: Uint8Array) => {
    port.postMessage(message)
    Atomics.add(answered, 0, 1)
    Atomics.notify(answered, 0)
  })
}

/** The worker's end. It blocks, since a task that awaits would let others of its event loop run within its time. */
export function roundTripOfThread({ port, answered }: ThreadMessages): RoundTrip {
  return (bytes) => {
    const seen = Atomics.load(answered, 0)
    port.postMessage(bytes)
    Atomics.wait(answered, 0, seen)
    const answer = receiveMessageOnPort(port) as { readonly message: Uint8Array } | undefined
    if (answer === undefined) throw new Error('the coordinating program answered without a message')
    return answer.message
  }
}
