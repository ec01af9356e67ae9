import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rooms } from '../../scripts/layer-rule.mjs'

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'architecture.md'), 'utf8')

test('the architecture lists every room that the layer rule knows, in its order', () => {
  const listed = [...text.matchAll(/^\| `([\w/-]+)` +\|/gm)].map(([, room = '']) => room)
  expect(listed.filter((room) => rooms.includes(room))).toEqual(rooms)
})

test('the architecture draws the programs and explains the words', () => {
  expect(text).toContain('```mermaid\nflowchart')
  const words = [
    'experiment',
    'workload',
    'runtime',
    'executor',
    'series',
    'condition',
    'round',
    'trial',
    'pass',
    'lap',
  ]
  const more = ['session', 'baseline', 'claim', 'fact', 'figure', 'lock timeline', 'time split', 'running session']
  expect([...words, ...more].filter((word) => !new RegExp(`^\\| ${word} +\\|`, 'm').test(text))).toEqual([])
})
