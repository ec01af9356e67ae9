import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import annotation from 'chartjs-plugin-annotation'

/** Only what the charts use: the rest of Chart.js stays out of the window. */
export function registerChartParts(): void {
  Chart.register(LineController, LineElement, PointElement, LinearScale, Filler, Tooltip, annotation)
}
void [BarController, BarElement, CategoryScale]
