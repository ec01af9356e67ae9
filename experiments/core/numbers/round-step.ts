/** The smallest number that is 1, 2 or 5 times a power of ten and at least `atLeast`. */
export function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  for (const factor of [1, 2, 5]) {
    // Division leaves 4.999999: a value that is too small by so little is still that step.
    if (factor * power >= atLeast * (1 - 1e-9)) return factor * power
  }
  return 10 * power
}
