import type { Progress } from '../../preload/contract.ts'
import { refName, type Page } from '../state/page.ts'

/** What the browser's tab is called: while something runs, how far it is stands first, on whatever page. */
export function windowTitle(page: Page, progress: Progress | null): string {
  const name = pageName(page)
  if (progress === null) return name === '' ? 'Lockstep' : `${name} · Lockstep`
  return `${String(sharePercent(progress))}% · ${name === '' ? progress.run.title : name}`
}

function sharePercent({ trialsDone, trialsTotal }: Progress): number {
  return trialsTotal.max === 0 ? 0 : Math.floor((100 * trialsDone) / trialsTotal.max)
}

function pageName(page: Page): string {
  switch (page.kind) {
    case 'start':
      return ''
    case 'sessions':
      return 'Sessions'
    case 'claims':
      return 'Claims'
    case 'runtimes':
      return 'Runtimes'
    case 'glossary':
      return 'Glossary'
    case 'nowhere':
      return 'Nothing here'
    case 'loading':
      return page.name
    case 'experiment':
      return page.opened.experiment.title
    case 'refused':
      return refName(page.refused.ref)
    case 'compare':
      return 'Compare sessions'
    case 'session':
      return page.view.header?.experiment.title ?? page.view.progress?.run.title ?? 'Session'
  }
}
