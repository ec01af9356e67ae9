import { setTimeout as delay } from 'node:timers/promises'

/** Resolves to null if the promise does not resolve in time. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  const over = new AbortController()
  try {
    return await Promise.race([promise, delay(ms, null, { signal: over.signal })])
  } finally {
    over.abort()
  }
}
