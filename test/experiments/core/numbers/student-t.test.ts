import { expect, test } from 'vitest'
import { regularizedBeta, studentTQuantile } from '../../../../experiments/core/numbers/student-t.ts'

const degrees = [1, 2, 5, 10, 30, 100]

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, gives three decimals; the further ones are those of R's
// qt() and SciPy's t.ppf(), which agree with each other.
test.each([
  [0.9, [3.077684, 1.885618, 1.475884, 1.372184, 1.310415, 1.290075]],
  [0.95, [6.313752, 2.919986, 2.015048, 1.812461, 1.697261, 1.660234]],
  [0.975, [12.706205, 4.302653, 2.570582, 2.228139, 2.042272, 1.983972]],
  [0.99, [31.820516, 6.964557, 3.36493, 2.763769, 2.457262, 2.364217]],
  [0.995, [63.656741, 9.924843, 4.032143, 3.169273, 2.749996, 2.625891]],
  [0.9995, [636.619249, 31.599055, 6.868827, 4.586894, 3.645959, 3.390491]],
])("Student's t has the published quantiles at %d", (probability, published) => {
  const computed = degrees.map((df) => Number(studentTQuantile(probability, df).toFixed(6)))
  expect(computed).toEqual(published)
})

test('the closed form at one degree of freedom holds far into the tail', () => {
  for (const p of [0.6, 0.9999, 1 - 1e-7]) {
    expect(studentTQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 9)
  }
})

test('quantiles are symmetric about 0, and come close to the normal ones with many degrees of freedom', () => {
  expect(studentTQuantile(0.5, 3)).toBe(0)
  expect(studentTQuantile(0.2, 7)).toBeCloseTo(-studentTQuantile(0.8, 7), 12)
  expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 6)
})

test('the incomplete beta function has its closed forms and its symmetry', () => {
  expect(regularizedBeta(0.3, 0.7, 1, 1)).toBeCloseTo(0.3, 14)
  expect(regularizedBeta(0.25, 0.75, 0.5, 0.5)).toBeCloseTo(1 / 3, 13)
  expect(regularizedBeta(0.2, 0.8, 3, 5) + regularizedBeta(0.8, 0.2, 5, 3)).toBeCloseTo(1, 14)
  expect(regularizedBeta(0, 1, 2, 3)).toBe(0)
  expect(regularizedBeta(1, 0, 2, 3)).toBe(1)
})

test('what is no probability or no degree of freedom is refused by name', () => {
  expect(() => studentTQuantile(1, 3)).toThrow('got 1')
  expect(() => studentTQuantile(Number.NaN, 3)).toThrow('got NaN')
  expect(() => studentTQuantile(0.9, 0)).toThrow('got 0')
})
