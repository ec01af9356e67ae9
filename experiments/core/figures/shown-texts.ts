import type { FigureTexts } from '../charts/figure-frame.ts'
import type { PaperId } from './paper.ts'

const none: FigureTexts = { title: '', subtitle: '', footer: '' }

/** The texts that stand in a picture. One on a web page may be all that somebody gets; elsewhere its caption says the rest. */
export function shownTexts(texts: FigureTexts, paper: PaperId, titled: boolean): FigureTexts {
  if (!titled) return none
  return paper === 'screen' ? texts : { ...none, title: texts.title }
}
