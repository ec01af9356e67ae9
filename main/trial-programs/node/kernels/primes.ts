import type { TaskContext } from './task.ts'

const firstCandidate = 1_000_001
const candidatesPerBlock = 192

/** Counts the primes among `count` odd numbers from `first`, by trial division and without a safe point. */
function countPrimes(first: number, count: number): number {
  let primes = 0
  for (let i = 0; i < count; i++) {
    const candidate = first + 2 * i
    let isPrime = true
    for (let divisor = 3; divisor * divisor <= candidate; divisor += 2) {
      if (candidate % divisor === 0) {
        isPrime = false
        break
      }
    }
    if (isPrime) primes++
  }
  return primes
}

/** Every task searches the same `size` odd numbers: equal cost is worth more here than distinct ranges. */
export function run(task: number, { size, tick }: TaskContext): number {
  let found = 0
  for (let done = 0; done < size; done += candidatesPerBlock) {
    found += countPrimes(firstCandidate + 2 * done, Math.min(candidatesPerBlock, size - done))
    tick()
  }
  return found + task
}
