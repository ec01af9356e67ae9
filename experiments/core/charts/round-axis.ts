import { roundStep } from '../numbers/round-step.ts'

/** An axis from 0 whose last tick holds the value. */
export function roundAxis(highest: number, ticks = 5): { readonly max: number; readonly step: number } {
  const step = roundStep(highest / ticks)
  return { max: clean(Math.ceil((highest / step) * (1 - 1e-9)) * step), step }
}

/** The multiples of a step, from 0 up to the highest value. */
export function stepsTo(highest: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor(highest / step + 1e-9) + 1 }, (_, index) => index * step)
}

/** The worker counts that have a tick: all of them if they fit, otherwise 1 and the multiples of a round step. */
export function workerTicks(most: number, fit = 12): readonly number[] {
  if (most <= fit) return Array.from({ length: most }, (_, index) => index + 1)
  const step = Math.max(2, roundStep(most / fit))
  const multiples = Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step)
  return [1, ...multiples.filter((count) => count > 1)]
}

/** Writes a tick with as many decimals as its step has: "0.5", "2", "1,000". */
export function tickText(value: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  if (value === 0) return '0'
  const [whole = '', ...fraction] = value.toFixed(decimals).split('.')
  // toLocaleString would cost a hundred times as much, and charts are drawn while trials run.
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.')
}

function clean(value: number): number {
  return Number(value.toPrecision(12))
}
