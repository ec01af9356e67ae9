/** The file dialogs of a shell. */
export interface Dialogs {
  /** @returns an absolute path, or null if the dialog was closed */
  openExperiment(): Promise<string | null>
  /** Asks for a place and writes the file there. @returns its path, or null if the dialog was closed */
  save(fileName: string, content: Uint8Array): Promise<string | null>
}
