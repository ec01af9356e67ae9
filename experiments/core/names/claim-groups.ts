import type { ClaimId } from './claim-ids.ts'

/** The textbook's chapters, as far as claims come from them. */
export const claimGroups = ['Processes', 'Threads', 'The lock', 'Ways around it'] as const
export type ClaimGroup = (typeof claimGroups)[number]

const groupOfPrefix: Readonly<Record<string, ClaimGroup>> = {
  process: 'Processes',
  thread: 'Threads',
  lock: 'The lock',
  refcount: 'The lock',
  avoid: 'Ways around it',
}

/** The chapter that a claim is from: the first word of its id. */
export function claimGroup(id: ClaimId): ClaimGroup {
  const group = groupOfPrefix[id.slice(0, id.indexOf('-'))]
  if (group === undefined) throw new Error(`the claim ${id} belongs to no chapter: give its first word one`)
  return group
}
