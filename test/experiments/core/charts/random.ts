/** Numbers in 0 … 1 that are the same in every run (Park and Miller 1988). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}
