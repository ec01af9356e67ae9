// These two functions run in the page, each in its world, and are sent there as text: they use nothing from around them.
// The worlds share the DOM and nothing else, so calls go as events whose detail is text; dispatching is synchronous, so an
// answer is there when it returns.

interface Call {
  readonly key: string
  readonly name: string
  readonly args: readonly ({ readonly value: unknown } | { readonly callback: number })[]
}

/** The page's own scripts run in this world: what the preload exposes appears here. */
export function mainWorld(): void {
  const callbacks: ((...args: unknown[]) => unknown)[] = []
  const on = (name: string, handle: (detail: string) => void) => {
    window.addEventListener(`stand-in:${name}`, (event) => {
      handle((event as CustomEvent<string>).detail)
    })
  }
  let answer: { value?: unknown; error?: string } = {}
  on('answer', (detail) => {
    answer = JSON.parse(detail) as typeof answer
  })
  on('callback', (detail) => {
    const { id, args } = JSON.parse(detail) as { id: number; args: unknown[] }
    callbacks[id]?.(...args)
  })
  on('expose', (detail) => {
    const { key, names } = JSON.parse(detail) as { key: string; names: string[] }
    const call = (name: string, args: unknown[]): unknown => {
      const sent: Call = {
        key,
        name,
        args: args.map((arg) =>
          typeof arg === 'function' ? { callback: callbacks.push(arg as () => unknown) - 1 } : { value: arg },
        ),
      }
      window.dispatchEvent(new CustomEvent('stand-in:call', { detail: JSON.stringify(sent) }))
      if (answer.error !== undefined) throw new Error(answer.error)
      return answer.value
    }
    const functions = names.map((name) => [name, (...args: unknown[]) => call(name, args)] as const)
    const value = Object.freeze(Object.fromEntries(functions))
    Object.defineProperty(window, key, { value, enumerable: true })
  })
}

/** Runs the preload script with the contextBridge and the ipcRenderer that a sandboxed one finds. */
export function preloadWorld(
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  type Listener = (...args: unknown[]) => unknown
  const world = globalThis as typeof globalThis & {
    standInSend: (payload: string) => void
    standInReceive: (channel: string, args: unknown[]) => void
  }
  const sendToMain = world.standInSend
  const listeners = new Map<string, Listener[]>()
  const exposed = new Map<string, Record<string, Listener>>()
  const dispatch = (name: string, detail: unknown) => {
    window.dispatchEvent(new CustomEvent(`stand-in:${name}`, { detail: JSON.stringify(detail) }))
  }
  world.standInReceive = (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
  }
  window.addEventListener('stand-in:call', (event) => {
    const { key, name, args } = JSON.parse((event as CustomEvent<string>).detail) as Call
    try {
      const given = args.map((arg) =>
        'callback' in arg
          ? (...values: unknown[]) => {
              dispatch('callback', { id: arg.callback, args: values })
            }
          : arg.value,
      )
      dispatch('answer', { value: exposed.get(key)?.[name]?.(...given) })
    } catch (error) {
      dispatch('answer', { error: error instanceof Error ? error.message : String(error) })
    }
  })
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: Record<string, Listener>) => {
        exposed.set(key, api)
        dispatch('expose', { key, names: Object.keys(api) })
      },
    },
    ipcRenderer: {
      send: (channel: string, ...args: unknown[]) => {
        sendToMain(JSON.stringify({ channel, args }))
      },
      on: (channel: string, listener: Listener) => {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      },
    },
  }
  const module = { exports: {} }
  const require = (name: string) => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  preload(require, module, module.exports)
}
