import { Filler, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'

/** The parts of Chart.js that our charts use. Programs that draw register them: `Chart.register(...chartParts)`. */
export const chartParts = [LineController, LineElement, PointElement, LinearScale, Filler, Tooltip] as const
