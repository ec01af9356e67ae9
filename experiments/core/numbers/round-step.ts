/** 1, 2 or 5 times a power of ten, at least as large. */
export function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  for (const factor of [1, 2, 5]) {
    // Division leaves 4.999999: a hair too small is still that step.
    if (factor * power >= atLeast * (1 - 1e-9)) return factor * power
  }
  return 10 * power
}
