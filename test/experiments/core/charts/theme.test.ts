import { expect, test } from 'vitest'
import { seriesStyle, stylesAmong } from '../../../../experiments/core/charts/series-styles.ts'
import { chartThemes } from '../../../../experiments/core/charts/theme.ts'
import { allSeries, lockConstrainedSeries } from '../../../../experiments/core/names/series.ts'

/** Contrast as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
      const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['light', 'dark'] as const)('lines and texts stand out from the %s surface', (name) => {
  const { surface, ink, muted, colours } = chartThemes[name]
  for (const { line, text } of Object.values(colours)) {
    expect(contrast(line, surface)).toBeGreaterThanOrEqual(3)
    expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5)
  }
  expect(contrast(ink, surface)).toBeGreaterThanOrEqual(7)
  expect(contrast(muted, surface)).toBeGreaterThanOrEqual(4.5)
})

test('no two series that are shown together are drawn alike, but for those of one worker', () => {
  const several = allSeries.filter(({ executor }) => executor !== 'serial').map(({ id }) => id)
  const styles = [...stylesAmong(several).values()].map((style) => JSON.stringify(style))
  expect(new Set(styles).size).toBe(several.length)
})

test('what runs under a lock has the colour of the lock, and nothing else has it', () => {
  for (const { id, runtime } of allSeries) {
    expect(seriesStyle(id).colour === 'lock').toBe(lockConstrainedSeries(runtime) === id)
  }
})
