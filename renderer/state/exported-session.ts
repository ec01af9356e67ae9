import type { LabApi } from '../../preload/contract.ts'
import type { ExportFormat } from '../../preload/requests.ts'
import { download } from './download.ts'
import type { SessionView } from './session-view.svelte.ts'

/** @returns the path under which the shell saved it; null if the window downloads it, or the person chose no path */
export async function exportSession(api: LabApi, view: SessionView, format: ExportFormat): Promise<string | null> {
  const chosen = view.timelineChoice
  const shown = chosen === null ? {} : { condition: { series: chosen.series, workers: chosen.workers } }
  const result = await api.export({ sessionId: view.id, format, view: shown })
  if (result.kind === 'bytes') download(result.fileName, result.mimeType, result.base64)
  return result.kind === 'saved' ? result.path : null
}
