/** The forms of a report. The lab and the window know them; only the exporter loads the libraries that write them. */
export const reportFormats = ['pdf', 'docx', 'html', 'md'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** How a person names them. */
export const reportNames: Readonly<Record<ReportFormat, string>> = {
  pdf: 'PDF',
  docx: 'Word',
  html: 'Web page',
  md: 'Markdown with figures',
}

/** Markdown comes with its figures, in an archive. */
export const reportEndings: Readonly<Record<ReportFormat, string>> = {
  pdf: 'pdf',
  docx: 'docx',
  html: 'html',
  md: 'zip',
}

export const reportTypes: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  md: 'application/zip',
}
