import type { ExperimentRef } from '../../preload/requests.ts'

/** Pages that are one of a kind. */
export const plainPages = ['start', 'sessions', 'claims', 'runtimes', 'glossary'] as const
export type PlainPage = (typeof plainPages)[number]

/** What a page of the window is reached by, behind the # of the browser's address. */
export type Address =
  | { readonly kind: PlainPage }
  | { readonly kind: 'experiment'; readonly ref: AddressedExperiment }
  | { readonly kind: 'session'; readonly id: string }
  /** Two to six sessions beside each other: the others are compared with the first. */
  | { readonly kind: 'compare'; readonly ids: readonly string[] }

/** A file that was uploaded is known by its name, and only in the tab that has its text. */
export type AddressedExperiment =
  Exclude<ExperimentRef, { kind: 'text' }> | { readonly kind: 'text'; readonly name: string }

/** @returns what follows the browser's origin and path: "#/session/2026-12-01-cpu-bound" */
export function addressText(address: Address): string {
  switch (address.kind) {
    case 'experiment':
      return experimentText(address.ref)
    case 'compare':
      return `#/compare/${address.ids.map(encodeURIComponent).join(',')}`
    case 'session':
      return `#/session/${encodeURIComponent(address.id)}`
    default:
      return `#/${address.kind}`
  }
}

function experimentText(ref: AddressedExperiment): string {
  switch (ref.kind) {
    case 'catalog':
      return `#/experiment/${encodeURIComponent(ref.id)}`
    case 'file':
      return `#/file/${encodeURIComponent(ref.path)}`
    case 'text':
      return `#/upload/${encodeURIComponent(ref.name)}`
  }
}

/** @returns the page that the fragment of a URL names: the start if there is none, null if it names no page */
export function parseAddress(fragment: string): Address | null {
  const [page = '', argument, ...rest] = fragment.replace(/^#?\/?/, '').split('/')
  if (page === '') return { kind: 'start' }
  const plain = plainPages.find((one) => one === page)
  if (plain !== undefined) return argument === undefined ? { kind: plain } : null
  const value = rest.length === 0 ? decoded(argument ?? '') : ''
  if (value === '') return null
  switch (page) {
    case 'experiment':
      return { kind: 'experiment', ref: { kind: 'catalog', id: value } }
    case 'file':
      return { kind: 'experiment', ref: { kind: 'file', path: value } }
    case 'upload':
      return { kind: 'experiment', ref: { kind: 'text', name: value } }
    case 'session':
      return { kind: 'session', id: value }
    case 'compare':
      return comparedAddress(argument ?? '')
    default:
      return null
  }
}

const [fewestCompared, mostCompared] = [2, 6]

/** @returns null for fewer sessions, or more, than can be compared */
function comparedAddress(argument: string): Address | null {
  const ids = argument.split(',').map(decoded)
  const isList = ids.length >= fewestCompared && ids.length <= mostCompared && !ids.includes('')
  return isList ? { kind: 'compare', ids } : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
