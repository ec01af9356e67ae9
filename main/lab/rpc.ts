import { createBirpc } from 'birpc'
import { z } from 'zod'
import { labArguments, type Channel, type LabApi, type LabEvents } from '../../preload/contract.ts'
import type { Lab } from './lab.ts'

/** A channel to one window. It may know how many of the posted bytes have not left yet. */
export interface WindowChannel extends Channel {
  readonly bufferedBytes?: () => number
}

/** A window that lags behind by more than this gets no live samples; it can read them with the session. */
const slowWindowBytes = 1024 * 1024

const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().max(100).optional(),
  m: z.string().max(100),
  a: z.array(z.unknown()).max(10),
})

/**
 * Connects a window to the lab: its calls are checked and answered, and it gets the lab's events.
 * @returns the function that disconnects it
 */
export function serveLab(lab: Lab, channel: WindowChannel): () => void {
  let open = true
  const log = lab.logProblem
  const functions = checkedFunctions(lab.api)
  const rpc = createBirpc<LabEvents, typeof functions>(functions, {
    post: (message: string) => {
      if (open) channel.post(message)
    },
    on: (receive) => {
      channel.listen((text) => {
        const call = readCall(text)
        if (!open) return
        if (call === null) log('a window sent something that is not a call', text.slice(0, 200))
        else receive(call)
      })
    },
    serialize,
    // only own names count: "constructor" is no function of the lab
    resolver: (name, fn) => (Object.hasOwn(functions, name) ? fn : unknownFunction(name)),
    eventNames: ['records', 'progress', 'sample', 'sessionsChanged'],
    onFunctionError: (error, name) => {
      log(`${name} failed`, error instanceof BadArguments ? error.message : error)
    },
    onGeneralError: (error) => {
      log('a message to a window could not be sent', error)
      return true
    },
  })
  const sending = (sent: unknown) => {
    Promise.resolve(sent).catch((error: unknown) => {
      log('an event to a window could not be sent', error)
    })
  }
  const unsubscribe = lab.subscribe({
    records: (sessionId, records) => {
      sending(rpc.records(sessionId, records))
    },
    progress: (progress) => {
      sending(rpc.progress(progress))
    },
    sessionsChanged: () => {
      sending(rpc.sessionsChanged?.())
    },
    sample: (sample) => {
      if ((channel.bufferedBytes?.() ?? 0) <= slowWindowBytes) sending(rpc.sample(sample))
    },
  })
  return () => {
    open = false
    unsubscribe()
    rpc.$close()
  }
}

function checkedFunctions(api: LabApi): Record<string, (...args: unknown[]) => unknown> {
  const callable = api as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>
  return Object.fromEntries(
    (Object.keys(labArguments) as (keyof LabApi)[]).map((name) => [
      name,
      (...args: unknown[]): unknown => {
        const checked = labArguments[name].safeParse(args)
        if (!checked.success) throw new BadArguments(name, checked.error)
        return callable[name]?.(...checked.data)
      },
    ]),
  )
}

/** A window sent arguments that do not fit the contract; the message names the function and the argument. */
class BadArguments extends Error {
  constructor(name: string, cause: z.ZodError) {
    const problems = cause.issues.map(({ path: [position, ...rest], message }) => {
      const within = rest.length === 0 ? '' : `, ${rest.map(String).join('.')}`
      return position === undefined ? message : `argument ${Number(position) + 1}${within}: ${message}`
    })
    super(`${name}: ${problems.join('; ')}`, { cause })
  }
}

function unknownFunction(name: string): () => never {
  return () => {
    throw new Error(`the lab has no function ${JSON.stringify(name)}`)
  }
}

function readCall(text: string): unknown {
  try {
    return callSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Only a failed call has an `e`: looking at each value of a long session's records would take longer than writing them. */
function serialize(message: object): string {
  return 'e' in message ? JSON.stringify(message, byMessageOnly) : JSON.stringify(message)
}

// An error's stack names files of this machine and its cause may hold anything: a window gets the message.
function byMessageOnly(_key: string, value: unknown): unknown {
  return value instanceof Error ? { message: value.message } : value
}
