import type { Session } from '../session/session.ts'
import type { MeasuredCondition } from '../curves/measured-conditions.ts'

/** People should know this about the numbers; the message says what to do about it. */
export interface SessionWarning {
  readonly kind: string
  readonly message: string
}

/** @returns null if there is nothing to warn of */
export type WarningRule = (session: Session, conditions: readonly MeasuredCondition[]) => SessionWarning | null

const mostNamed = 2

/** Writes "2 Node threads, 4 Node threads and 5 more". */
export function named(names: readonly string[]): string {
  if (names.length <= mostNamed + 1) return names.join(', ')
  return `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`
}
