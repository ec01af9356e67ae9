import { expect, test } from 'vitest'
import { addressText, parseAddress, type Address } from '../../../renderer/state/address.ts'

test.each<[string, Address]>([
  ['#/start', { kind: 'start' }],
  ['#/sessions', { kind: 'sessions' }],
  ['#/claims', { kind: 'claims' }],
  ['#/runtimes', { kind: 'runtimes' }],
  ['#/glossary', { kind: 'glossary' }],
  ['#/experiment/cpu-bound', { kind: 'experiment', ref: { kind: 'catalog', id: 'cpu-bound' } }],
  ['#/file/%2Fhome%2Fme%2F50%25.yaml', { kind: 'experiment', ref: { kind: 'file', path: '/home/me/50%.yaml' } }],
  ['#/upload/mine.yaml', { kind: 'experiment', ref: { kind: 'text', name: 'mine.yaml' } }],
  ['#/session/2026-12-01T10-00-00-cpu-bound', { kind: 'session', id: '2026-12-01T10-00-00-cpu-bound' }],
  ['#/compare/a%2Cb,c', { kind: 'compare', ids: ['a,b', 'c'] }],
])('%s is the address of one page, there and back', (text, address) => {
  expect(parseAddress(text)).toEqual(address)
  expect(addressText(address)).toBe(text)
})

test.each(['', '#', '#/'])('without a page, as in %j, the window starts at its start', (text) => {
  expect(parseAddress(text)).toEqual({ kind: 'start' })
})

test.each([
  '#/nowhere',
  '#/experiment',
  '#/experiment/',
  '#/session/a/b',
  '#/session/%E0%A4%A',
  '#/claims/1',
  '#/compare/one',
  '#/compare/a,,b',
  '#/compare/1,2,3,4,5,6,7',
])('%s names no page', (text) => {
  expect(parseAddress(text)).toBeNull()
})
