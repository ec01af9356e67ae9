/** The line from a probe's worker to the probe: messages are structured clones (threads) or JSON (processes). */
export interface PartChannel {
  /** @param moved see ProbeWorker.say */
  say(message: unknown, moved?: object): void
  /** @param receive is given beside the message the socket that was moved with it to a process */
  onMessage(receive: (message: unknown, moved: unknown) => void): void
}

/** What a worker of a probe does; it may go on as long as messages come. */
export type Part = (input: unknown, channel: PartChannel) => void | Promise<void>
