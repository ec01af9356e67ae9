import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** A browser opens up to six connections for its pages, and one more for each window. */
const mostConnections = 256
/** One more stranger takes the place of the one that has waited longest. */
const mostStrangers = 64

/** How long a connection may take to say what it wants, in ms: options for `createServer`. */
export const patience = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 }

/** The open connections of a server, of which each costs a descriptor that a trial may need. */
export interface Connections {
  /** Whoever is behind this connection may use the lab: no stranger takes its place. */
  admit(connection: Duplex): void
  /** Ends them all at once, whatever they wait for. */
  end(): void
}

export function limitConnections(server: Server): Connections {
  const open = new Set<Duplex>()
  const strangers = new Set<Duplex>()
  server.maxConnections = mostConnections
  server.on('connection', (connection: Duplex) => {
    open.add(connection)
    strangers.add(connection)
    connection.on('close', () => {
      open.delete(connection)
      strangers.delete(connection)
    })
    const [longest] = strangers
    if (strangers.size > mostStrangers) longest?.destroy()
  })
  // A connection that could not be taken (EMFILE) ends nothing but itself.
  server.on('error', () => undefined)
  return {
    admit: (connection) => strangers.delete(connection),
    end: () => {
      for (const connection of open) connection.destroy()
    },
  }
}
