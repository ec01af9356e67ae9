import { findSeries, type SeriesId } from '../names/series.ts'
import { seriesStyle, type SeriesColour, type SeriesStyle } from './theme.ts'

/** The colours for variants: all but the lock's, which has a meaning, and the grey of serial work. */
const variantColours = ['blue', 'pink', 'amber', 'sky', 'green'] as const satisfies SeriesColour[]
const variantDashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 3], [9, 3, 2, 3, 2, 3]]

/**
 * The styles of series that are shown together. A series without a variant looks the same wherever it appears. A variant
 * (`cpython/threads@20ms`) takes a free style, first in the colour that is used least: curves that lie close together
 * are hard to distinguish by their dashes alone.
 */
export function stylesAmong(all: readonly SeriesId[]): ReadonlyMap<SeriesId, SeriesStyle> {
  const styles = new Map<SeriesId, SeriesStyle>()
  const taken = new Set<string>()
  const uses = new Map<SeriesColour, number>()
  const give = (id: SeriesId, style: SeriesStyle): void => {
    styles.set(id, style)
    taken.add(keyOf(style))
    uses.set(style.colour, (uses.get(style.colour) ?? 0) + 1)
  }
  const ids = [...new Set(all)]
  const isVariant = (id: SeriesId): boolean => {
    const known = findSeries(id)
    return known !== undefined && known.variant !== null && known.executor !== 'serial'
  }
  for (const id of ids) if (!isVariant(id)) give(id, seriesStyle(id))
  for (const id of ids.filter(isVariant)) {
    const own = seriesStyle(id).dash
    const dashes = [own, ...otherDashes(own)]
    const colours = variantColours.toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0))
    const candidates = colours.flatMap((colour) => dashes.map((dash): SeriesStyle => ({ colour, dash })))
    give(id, candidates.find((style) => !taken.has(keyOf(style))) ?? seriesStyle(id))
  }
  return styles
}

export function otherDashes(own: readonly number[]): readonly (readonly number[])[] {
  return variantDashes.filter((dash) => dash.join() !== own.join())
}

function keyOf({ colour, dash }: SeriesStyle): string {
  return `${colour} ${dash.join()}`
}
