import type { ExperimentEntry, OpenedExperiment } from '../../preload/contract.ts'
import type { ExperimentRef } from '../../preload/requests.ts'
import type { AddressedExperiment, PlainPage } from './address.ts'
import type { ComparedSessions } from './compared-sessions.svelte.ts'
import type { SessionView } from './session-view.svelte.ts'

export type Opened = Extract<OpenedExperiment, { kind: 'opened' }>
export type Refused = Extract<OpenedExperiment, { kind: 'refused' }>

export type Page =
  | { readonly kind: PlainPage }
  | { readonly kind: 'nowhere'; readonly why: string }
  | { readonly kind: 'loading'; readonly name: string }
  | { readonly kind: 'experiment'; readonly opened: Opened }
  | { readonly kind: 'refused'; readonly refused: Refused }
  | { readonly kind: 'session'; readonly view: SessionView }
  | { readonly kind: 'compare'; readonly compared: ComparedSessions }

export function entryOf(entries: readonly ExperimentEntry[], ref: ExperimentRef): ExperimentEntry | undefined {
  return entries.find((entry) => refKey(entry.ref) === refKey(ref))
}

/** @returns the built-in experiment with this id, if the lab has it */
export function catalogEntry(entries: readonly ExperimentEntry[], id: string): ExperimentEntry | undefined {
  return entryOf(entries, { kind: 'catalog', id })
}

/** Two references to the same experiment have the same key. */
export function refKey(ref: ExperimentRef): string {
  switch (ref.kind) {
    case 'catalog':
      return `catalog ${ref.id}`
    case 'file':
      return `file ${ref.path}`
    case 'text':
      return `text ${ref.name}`
  }
}

export function refName(ref: ExperimentRef | AddressedExperiment): string {
  switch (ref.kind) {
    case 'catalog':
      return ref.id
    case 'file':
      return ref.path.split(/[/\\]/).at(-1) ?? ref.path
    case 'text':
      return ref.name
  }
}
