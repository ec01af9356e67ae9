import { findSeries, type SeriesId } from '../names/series.ts'
import { seriesStyle, type SeriesColour, type SeriesStyle } from './theme.ts'

/** Neither the lock's colour, which says something, nor that of serial work. */
const variantColours = ['blue', 'pink', 'amber', 'sky', 'green'] as const satisfies SeriesColour[]
const variantDashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 3], [9, 3, 2, 3, 2, 3]]

/**
 * How series that are shown together are drawn. Those without a variant look the same wherever they appear; a variant
 * (`cpython/threads@20ms`) takes what is free among these, the colour that is used least first: dashes alone are hard to
 * tell apart where many curves lie close together.
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

/** All but this one. */
export function otherDashes(own: readonly number[]): readonly (readonly number[])[] {
  return variantDashes.filter((dash) => dash.join() !== own.join())
}

function keyOf({ colour, dash }: SeriesStyle): string {
  return `${colour} ${dash.join()}`
}
