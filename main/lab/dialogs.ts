/** What a shell lends the lab. */
export interface Dialogs {
  /** An absolute path, or null where the dialog was closed. */
  openExperiment(): Promise<string | null>
  /** Asks where, writes, and answers the path; null where the dialog was closed. */
  save(fileName: string, content: Uint8Array): Promise<string | null>
}
