import type { ChartTheme } from './theme.ts'

/** @param textsOf the heading and the line for a point, by its curve and its place on the curve */
export function curveTooltip(
  theme: ChartTheme,
  textsOf: (curve: number, point: number) => { readonly title: string; readonly line: string },
) {
  const font = { family: theme.fontFamily, size: 12 }
  return {
    backgroundColor: theme.ink,
    titleColor: theme.surface,
    bodyColor: theme.surface,
    titleFont: { ...font, weight: 600 },
    bodyFont: font,
    displayColors: false,
    cornerRadius: 7,
    padding: 9,
    callbacks: {
      title: ([item]: readonly HoveredPoint[]) =>
        item === undefined ? '' : textsOf(item.datasetIndex, item.dataIndex).title,
      label: ({ datasetIndex, dataIndex }: HoveredPoint) => textsOf(datasetIndex, dataIndex).line,
    },
  }
}

interface HoveredPoint {
  readonly datasetIndex: number
  readonly dataIndex: number
}
