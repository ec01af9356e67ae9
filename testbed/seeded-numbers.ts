/** A number in 0 … 1 that depends on the arguments alone. */
export function noise(...parts: readonly number[]): number {
  const x = Math.sin(parts.reduce((sum, part, index) => sum + part * (12.9898 + index * 7.233), 1)) * 43758.5453
  return x - Math.floor(x)
}
