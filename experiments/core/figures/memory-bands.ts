import { sum } from 'simple-statistics'
import type { SampleRecord } from '../session/sample.ts'

const mostPoints = 300
/** More bands than this are hard to distinguish: all further processes share the last band. */
const mostBands = 8
const mebibyte = 2 ** 20

export interface MemoryBands {
  /** Each moment's time since the first sample. */
  readonly seconds: readonly number[]
  /** The lowest band comes first. Each has a value for each moment; the lab's own processes are left out. */
  readonly bands: readonly { readonly name: string; readonly mebibytes: readonly number[] }[]
  /** The moment at which the processes together held most. */
  readonly peak: { readonly mebibytes: number; readonly processes: number } | null
}

/**
 * Resident memory by process, as bands to be stacked. Each trial has its own processes, so a band stands for a place (the
 * trial's first process, its second …), not for a pid. Many samples are thinned: the fullest of each stretch of time stays.
 */
export function memoryBands(samples: readonly SampleRecord[]): MemoryBands {
  const startMs = samples[0]?.atMs ?? 0
  const moments = samples.map(({ atMs, processes }) => ({
    seconds: (atMs - startMs) / 1000,
    sizes: processes
      .filter(({ role, rssBytes }) => role !== 'lab' && Number.isFinite(rssBytes))
      .sort((a, b) => Number(a.role === 'worker') - Number(b.role === 'worker') || a.pid - b.pid)
      .map(({ rssBytes }) => rssBytes / mebibyte),
  }))
  const kept = fullestOfEach(moments)
  const processes = Math.max(0, ...kept.map(({ sizes }) => sizes.length))
  const bandCount = Math.min(processes, mostBands)
  const bands = Array.from({ length: bandCount }, (_, band) => {
    const isRest = band === mostBands - 1 && processes > mostBands
    return {
      name: isRest ? `processes ${mostBands} to ${processes}` : `process ${band + 1}`,
      mebibytes: kept.map(({ sizes }) => (isRest ? sum(sizes.slice(band)) : (sizes[band] ?? 0))),
    }
  })
  const fullest = kept.reduce<readonly number[]>((most, { sizes }) => (sum(sizes) > sum(most) ? sizes : most), [])
  return {
    seconds: kept.map(({ seconds }) => seconds),
    bands,
    peak: fullest.length === 0 ? null : { mebibytes: sum(fullest), processes: fullest.length },
  }
}

interface Moment {
  readonly seconds: number
  readonly sizes: readonly number[]
}

function fullestOfEach(moments: readonly Moment[]): readonly Moment[] {
  const stretch = Math.ceil(moments.length / mostPoints)
  if (stretch <= 1) return moments
  const kept: Moment[] = []
  for (let start = 0; start < moments.length; start += stretch) {
    const group = moments.slice(start, start + stretch)
    kept.push(group.reduce((most, moment) => (sum(moment.sizes) > sum(most.sizes) ? moment : most)))
  }
  return kept
}
