import { roundResults } from '../curves/round-results.ts'
import { doubtAbout, sessionDoubts } from '../curves/work-doubts.ts'
import { amdahlFit } from './amdahl.ts'
import { gustafsonFit } from './gustafson.ts'
import { karpFlattFit } from './karp-flatt.ts'
import type { LawFit } from './law-fit.ts'
import { lawNames } from './law-summary.ts'
import { speedupData, type SpeedupData } from './speedup-data.ts'
import { universalFit } from './universal-scalability.ts'
import { isSerial } from '../names/series.ts'
import type { Session } from '../session/session.ts'

const lawsOf: Record<Session['header']['scaling'], readonly ((data: SpeedupData) => LawFit)[]> = {
  strong: [amdahlFit, universalFit, karpFlattFit],
  // Amdahl and Karp–Flatt describe work that stays the same; the USL describes throughput, whatever the work.
  weak: [gustafsonFit, universalFit],
}

/** The laws for each curve that goes beyond one worker, in the plan's order; those of doubtful work tell no numbers. */
export function scalingLaws(session: Session): readonly LawFit[] {
  const doubts = sessionDoubts(session)
  return fittedLaws(session).map((law) => {
    const doubt = doubtAbout(doubts, law.series)
    if (doubt === null) return law
    return {
      ...law,
      parameters: [],
      peak: null,
      sentence: `${lawNames[law.law]}: says nothing of the work (${doubt.why})`,
    }
  })
}

/** As `scalingLaws`, whatever the work was. */
export function fittedLaws(session: Session): readonly LawFit[] {
  const results = roundResults(session)
  const series = [...new Set(session.header.conditions.map((one) => one.series))]
  return series
    .filter((id) => !isSerial(id))
    .map((id) => speedupData(session, results, id))
    .filter(({ counts, leftOut }) => counts.length + leftOut.length > 0)
    .flatMap((data) => lawsOf[session.header.scaling].map((law) => law(data)))
}
