/** What a run needs when it is over: loaded then, so that it begins to measure the sooner. */
export { resultDocument } from '../../../experiments/core/report/result-document.ts'
export { curvesOf } from '../../../experiments/core/curves/speedup.ts'
export { summaryText } from './summary.ts'
