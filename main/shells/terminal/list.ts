import { availableParallelism } from 'node:os'
import { labHome } from '../../store/home.ts'
import { listExperiments } from '../../lab/experiment-list.ts'
import { RecentFiles } from '../../store/recent-files.ts'
import { print } from './print.ts'

export function list(options: { readonly json?: true }): void {
  const entries = listExperiments(new RecentFiles(labHome(process.env)), availableParallelism())
  if (options.json === true) {
    const rows = entries.map(({ ref, id, title, question, group, problem }) => {
      const file = ref.kind === 'file' ? ref.path : null
      return { id, title, question, group, file, problem }
    })
    print(`${JSON.stringify(rows, null, 2)}\n`)
    return
  }
  const width = Math.max(...entries.map(({ id }) => id.length))
  for (const { ref, id, title, question, problem } of entries) {
    const name = ref.kind === 'file' ? ref.path : id
    print(`${name.padEnd(width)}  ${title}${problem === null ? '' : ` (cannot be used: ${problem})`}\n`)
    if (question !== '') print(`${''.padEnd(width)}  ${question}\n`)
  }
}
