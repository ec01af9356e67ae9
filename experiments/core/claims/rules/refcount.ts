import type { RuntimeId, SeriesId } from '../../names/series.ts'
import { formatCount } from '../../text/format-number.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { askedOf, factRule, type FactQuestion, type FactSubject } from '../judging/fact-rule.ts'
import { refcountModelRule } from './refcount-model.ts'

const follows: FactQuestion = {
  name: 'count-follows',
  holding: 'sys.getrefcount rose and fell by one with each reference, up to 1,003 of them',
  failing: 'no count followed the references',
  holds: (value) => value === true,
}

const freedAtOnce: FactQuestion = {
  name: 'freed-at-once',
  holding: 'each of 100 objects was gone, and its weakref had called back, right after its last reference',
  failing: 'objects outlived their last reference',
  holds: (value) => value === true,
}

const runtimes: readonly RuntimeId[] = ['cpython', 'cpython-ft', 'pypy', 'jython', 'ironpython']

export const refcountRules: ClaimRules<'refcount'> = {
  'refcount-tracks': factRule(
    ['cpython'],
    runtimes.map((runtime) => subject(runtime, follows, (data) => immortality(data, runtime))),
  ),
  'refcount-frees': factRule(
    ['cpython'],
    runtimes.map((runtime) => subject(runtime, freedAtOnce, (data) => collector(data, runtime))),
  ),
  'lock-refcount': refcountModelRule,
}

function seriesOf(runtime: RuntimeId): SeriesId {
  return `${runtime}/serial`
}

function subject(runtime: RuntimeId, question: FactQuestion, note: (data: ClaimData) => string | null): FactSubject {
  return { runtime, tests: askedOf(seriesOf(runtime), [question]), note }
}

/** CPython does not count references to None since 3.12 (PEP 683). */
function immortality({ facts }: ClaimData, runtime: RuntimeId): string | null {
  const of = (name: string) => [...facts.of(seriesOf(runtime), 1, name).values()]
  if (of('has-count').includes(false)) return 'it has no sys.getrefcount, since it counts no references'
  const changes = [...new Set(of('count-change-of-none'))]
  const [change] = changes
  if (changes.length !== 1 || typeof change !== 'number') return null
  const found = `1,000 more references to None changed its count by ${formatCount(change)}`
  return change === 0
    ? `${found}: it is immortal, as are small numbers and others that live as long as the program`
    : found
}

/** Says whether anything but the count could have freed the objects, and what the count alone does not free. */
function collector({ facts }: ClaimData, runtime: RuntimeId): string | null {
  const of = (name: string) => [...facts.of(seriesOf(runtime), 1, name).values()]
  const off = of('collector-off')
  if (off.length === 0) return null
  if (off.includes(false)) return 'its garbage collector cannot be turned off'
  const cyclesStay = of('cycle-freed-at-once').every((value) => value === false)
  const cyclesGo = of('cycle-freed-by-collector').every((value) => value === true)
  const cycles = 'two objects that referred to each other stayed until the collector ran'
  return ['the garbage collector was off', ...(cyclesStay && cyclesGo ? [cycles] : [])].join('; ')
}
