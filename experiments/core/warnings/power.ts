import { formatShare } from '../text/format-number.ts'
import type { WarningRule } from './warning-rule.ts'

export const throttled: WarningRule = ({ samples }) => {
  const times = samples.reduce((sum, { throttles = 0 }) => sum + throttles, 0)
  if (times === 0) return null
  return {
    kind: 'throttled',
    message: `Throttled: the processor slowed down ${times === 1 ? 'once' : `${times.toLocaleString('en-US')} times`} to stay cool. Let it cool, improve cooling, use fewer workers or shorter sessions, and run again.`,
  }
}

export const battery: WarningRule = ({ samples }) => {
  const onBattery = samples.filter((sample) => sample.onBattery === true).length
  if (onBattery === 0) return null
  const share = onBattery / samples.length
  return {
    kind: 'battery',
    message: `On battery${share < 0.995 ? ` for ${formatShare(share)} of the session` : ''}: the processor may run slower to save power, and differently from minute to minute. Use mains power, and run again.`,
  }
}
