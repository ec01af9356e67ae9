import { Filler, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'

/** All of Chart.js that the charts use, to be registered by whoever draws them: `Chart.register(...chartParts)`. */
export const chartParts = [LineController, LineElement, PointElement, LinearScale, Filler, Tooltip] as const
