import { expect, test } from 'vitest'
import { serveLab } from '../../../main/lab/rpc.ts'
import { fakeLab, sample } from '../../../testbed/fake-lab.ts'

interface Answer {
  readonly i?: string
  readonly r?: unknown
  readonly e?: { readonly message: string; readonly stack?: string }
  readonly m?: string
}

function connect(lab = fakeLab(), bufferedBytes = () => 0) {
  const posted: Answer[] = []
  const logged: string[] = []
  let send: (text: string) => void = () => {
    throw new Error('nobody listens')
  }
  const part = serveLab(
    { ...lab, logProblem: (message, cause) => logged.push(`${message}: ${String(cause)}`) },
    {
      post: (message) => posted.push(JSON.parse(message) as Answer),
      listen: (receive) => {
        send = receive
      },
      bufferedBytes,
    },
  )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const call = async (name: string, ...args: unknown[]): Promise<Answer | undefined> => {
    send(JSON.stringify({ t: 'q', i: '1', m: name, a: args }))
    await settle()
    return posted.at(-1)
  }
  return {
    posted,
    logged,
    call,
    part,
    settle,
    send: (text: string) => {
      send(text)
    },
  }
}

test('a call with sound arguments reaches the lab and its answer comes back', async () => {
  const cancelled: string[] = []
  const { call } = connect(
    fakeLab({
      cancel: (id) => {
        cancelled.push(id)
        return Promise.resolve()
      },
      sessions: () => Promise.resolve([]),
    }),
  )
  expect(await call('sessions')).toEqual({ t: 's', i: '1', r: [] })
  expect(await call('cancel', 'session-1')).toEqual({ t: 's', i: '1' })
  expect(cancelled).toEqual(['session-1'])
})

test('arguments that do not fit the contract are answered by an error that names function and argument', async () => {
  const reached: unknown[] = []
  const { call } = connect(
    fakeLab({
      open: (ref) => Promise.reject(new Error(`reached with ${reached.push(ref)}`)),
      pause: (id) => Promise.reject(new Error(`reached with ${reached.push(id)}`)),
    }),
  )
  const opened = await call('open', { kind: 'catalog', id: 'cpu-bound' }, { rounds: 5000 })
  expect(opened?.e?.message).toMatch(/^open: argument 2, rounds: /)
  expect((await call('pause', 'session-1', 'yes'))?.e?.message).toMatch(/^pause: argument 2: /)
  expect((await call('pause', 'session-1'))?.e?.message).toMatch(/^pause: /)
  expect((await call('pause', 'session-1', true, 'more'))?.e?.message).toMatch(/^pause: /)
  expect(reached).toEqual([])
})

test.each(['nothing', 'constructor', '__proto__', 'toString', '$close'])(
  'a call of %s is answered by an error, since the contract has no such function',
  async (name) => {
    const { call } = connect()
    expect((await call(name))?.e?.message).toBe(`the lab has no function "${name}"`)
  },
)

test('an error in the lab is logged whole and answered by its message only', async () => {
  const { call, logged } = connect(fakeLab({ sessions: () => Promise.reject(new Error('the disk is full')) }))
  expect((await call('sessions'))?.e).toEqual({ message: 'the disk is full' })
  expect(logged).toEqual(['sessions failed: Error: the disk is full'])
})

test.each(['', 'null', '{', '[]', '{"t":"q"}', '{"t":"s","i":"1"}', '{"t":"q","m":"sessions","a":{}}'])(
  'a message that is not a call is logged and otherwise ignored: %s',
  async (text) => {
    const { send, posted, logged, settle, call } = connect(fakeLab({ sessions: () => Promise.resolve([]) }))
    send(text)
    await settle()
    expect(posted).toEqual([])
    expect(logged).toHaveLength(1)
    expect(await call('sessions')).toMatchObject({ r: [] })
  },
)

test('a window that lags behind misses samples but no records', async () => {
  let buffered = 0
  const lab = fakeLab()
  const { posted, settle } = connect(lab, () => buffered)
  lab.events.sample(sample)
  buffered = 100_000_000
  lab.events.sample(sample)
  lab.events.records('session-1', [sample])
  await settle()
  expect(posted.map(({ m }) => m)).toEqual(['sample', 'records'])
})

test('a window that has gone hears nothing more and is answered nothing more', async () => {
  const lab = fakeLab({ sessions: () => Promise.resolve([]) })
  const { part, posted, settle, send } = connect(lab)
  part()
  lab.events.sample(sample)
  send(JSON.stringify({ t: 'q', i: '1', m: 'sessions', a: [] }))
  await settle()
  expect(posted).toEqual([])
  expect(lab.windows()).toBe(0)
})
