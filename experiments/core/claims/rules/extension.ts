import { seriesName } from '../../names/series-titles.ts'
import type { KernelName } from '../../names/kernels.ts'
import { kernelOf } from '../../session/kernel-of.ts'
import { findSeries, type SeriesId } from '../../names/series.ts'
import { alternatives, enumeration } from '../../text/show-value.ts'
import type { ClaimData, ClaimRules } from '../judging/claim-rule.ts'
import { gainTests, noGainTests } from './gains.ts'
import { ratioRule, seriesOf, type Subject } from '../judging/ratio-rule.ts'

/** The kernels that use NumPy and SciPy, which the claim names, and the one that uses hashlib. */
const named: readonly KernelName[] = ['array-sin', 'array-fft']
const native: readonly KernelName[] = [...named, 'hashing']
/** This kernel does the work of array-sin without an extension. */
const control: KernelName = 'array-loop'

/** Threads gain if an extension does the work, and not if Python does. Every kernel that was measured has to agree. */
const extensionGains: Subject = {
  runtime: 'cpython',
  series: [`cpython/threads@${control}`],
  isThere: (data) => [...native, control].some((kernel) => threadsWith(data, kernel) !== null),
  model: false,
  cores: 'two fast',
  needs: `${seriesName('cpython/threads')} with ${control} and with ${alternatives(native)}`,
  takes: `2 threads with ${control}, and with ${alternatives(native)},`,
  tests(data) {
    const gains = native.flatMap((kernel) => {
      const series = threadsWith(data, kernel)
      return series === null ? [] : gainTests(data, series)
    })
    const looped = threadsWith(data, control)
    const noGain = looped === null ? [] : noGainTests(data, looped)
    return gains.length === 0 || noGain.length === 0 ? [] : [...gains, ...noGain]
  },
  disturbed(data) {
    if (named.some((kernel) => threadsWith(data, kernel) !== null)) return null
    return `NumPy and SciPy, which the claim names, were not measured${missingKernels(data) ?? ''}`
  },
  note(data) {
    const missing = missingKernels(data)
    return missing === null ? null : `not measured${missing}`
  },
}

export const extensionRules: ClaimRules<'extension'> = { 'avoid-extension': ratioRule(['cpython'], [extensionGains]) }

function threadsWith(data: ClaimData, kernel: KernelName): SeriesId | null {
  const { header } = data.session
  return seriesOf(data, 'cpython', 'threads').find((series) => kernelOf(header, series) === kernel) ?? null
}

/** Writes ": array-sin and array-fft (no CPython that was found has NumPy)". @returns null if no kernel is missing */
function missingKernels({ session: { header } }: ClaimData): string | null {
  const missing = header.missing.filter(({ series }) => {
    const found = findSeries(series)
    const kernel = kernelOf(header, series)
    return found?.runtime === 'cpython' && found.executor === 'threads' && native.some((name) => name === kernel)
  })
  if (missing.length === 0) return null
  const kernels = missing.flatMap(({ series }) => kernelOf(header, series) ?? [])
  return `: ${enumeration(kernels)} (${[...new Set(missing.map(({ why }) => why))].join('; ')})`
}
