/**
 * Mulberry32, a generator of 32-bit numbers (Tommy Ettinger, 2017, public domain;
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c).
 * @returns a function that gives the next number, 0 up to but not including 1
 */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** MurmurHash3's finalizer: neighbouring seeds and rounds start far apart (Austin Appleby, public domain). */
function scramble(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** All conditions in the order of one round, by Fisher and Yates' draw; one seed and round always give the same order. */
export function shuffledRound<T>(conditions: readonly T[], seed: number, round: number): readonly T[] {
  const random = mulberry32(scramble(scramble(seed) + round))
  const rest = [...conditions]
  const order: T[] = []
  while (rest.length > 0) order.push(...rest.splice(Math.floor(random() * rest.length), 1))
  return order
}
