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

/** Whole worker counts for ticks: all of them while they fit, else 1 and the multiples of a round step. */
export function workerTicks(most: number, fit = 12): readonly number[] {
  if (most <= fit) return Array.from({ length: most }, (_, index) => index + 1)
  const step = Math.max(2, roundStep(most / fit))
  const multiples = Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step)
  return [1, ...multiples.filter((count) => count > 1)]
}

/** "0.5", "2", "1,000": as many decimals as the step has. */
export function tickText(value: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  if (value === 0) return '0'
  const [whole = '', ...fraction] = value.toFixed(decimals).split('.')
  // Not toLocaleString: it costs a hundred times as much, and charts are drawn while trials run.
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.')
}

function clean(value: number): number {
  return Number(value.toPrecision(12))
}
