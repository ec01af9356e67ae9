/** Leads from a probe's worker to the probe; messages are structured clones (threads) or JSON (processes). */
export interface PartChannel {
  /** @param moved is handed over and not copied, as in ProbeWorker.say */
  say(message: unknown, moved?: object): void
  /** @param receive is called with the message, and with the socket that was moved to a process with it */
  onMessage(receive: (message: unknown, moved: unknown) => void): void
}

/** A part is what a worker of a probe does; it may go on as long as messages come. */
export type Part = (input: unknown, channel: PartChannel) => void | Promise<void>
