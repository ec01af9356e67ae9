import type { ReportDocument } from '../../../experiments/core/report/report-document.ts'
import type { Fonts } from '../canvas/fonts.ts'
import type { ReportFormat } from '../../../experiments/core/report/report-formats.ts'
import { reportPictures } from './report-pictures.ts'

/** A report as the content of a file. Each library is loaded for its own format only. */
export async function writeReport(document: ReportDocument, format: ReportFormat, fonts: Fonts): Promise<Uint8Array> {
  switch (format) {
    case 'pdf': {
      const { pdfReport } = await import('./pdf-report.ts')
      return await pdfReport(document, await reportPictures(document, 'svg', fonts))
    }
    case 'docx': {
      const { wordReport } = await import('./word-report.ts')
      return await wordReport(document, await reportPictures(document, 'png', fonts))
    }
    case 'html': {
      const { htmlReport } = await import('./html-report.ts')
      return await htmlReport(document, await reportPictures(document, 'svg', fonts))
    }
    case 'md': {
      const { markdownReport } = await import('./markdown-report.ts')
      return markdownReport(document, await reportPictures(document, 'svg', fonts))
    }
  }
}
