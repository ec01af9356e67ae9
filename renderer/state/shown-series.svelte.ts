import { getContext, setContext } from 'svelte'
import { seriesStyle, stylesAmong, type SeriesStyle } from '../../experiments/core/charts/series-styles.ts'
import { findSeries, type SeriesId } from '../../experiments/core/names/series.ts'

const key = Symbol('the series that a page shows together')
type Styles = ReadonlyMap<SeriesId, SeriesStyle>

/** A page calls this so that its marks look like the curves of its chart. @param series the series in the plan's order */
export function showTogether(series: () => readonly string[]): void {
  const styles = $derived(stylesAmong(series().flatMap((id) => findSeries(id)?.id ?? [])))
  setContext(key, (): Styles => styles)
}

/** A component calls this while it is made. @returns the style of a series on the component's page */
export function shownStyle(): (series: SeriesId) => SeriesStyle {
  const styles = getContext<(() => Styles) | undefined>(key)
  return (series) => styles?.().get(series) ?? seriesStyle(series)
}
