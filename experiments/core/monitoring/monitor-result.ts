import { monitorCost, type MonitorCost } from './monitor-cost.ts'
import { monitorEffect, monitorEffectText, type MonitorEffect } from './monitor-effect.ts'
import type { MonitorMode } from '../names/monitor-mode.ts'
import type { Session } from '../session/session.ts'

export interface MonitorResult {
  readonly mode: MonitorMode
  /** Null if hardly a sample was taken. */
  readonly cost: MonitorCost | null
  /** What it changes, in a sentence and in numbers; null if it was not tried both on and off. */
  readonly effect: (MonitorEffect & { readonly says: string }) | null
}

export function monitorResult(session: Session): MonitorResult {
  const effect = monitorEffect(session)
  return {
    mode: session.header.monitor ?? 'on',
    cost: monitorCost(session.samples),
    effect: effect === null ? null : { ...effect, says: monitorEffectText(effect) },
  }
}
