import type { ExperimentRef } from '../../preload/requests.ts'

/** The lab accepts no longer text (preload/contract.ts). */
const mostBytes = 2_000_000

/** The text of a file on the person's disk, which the lab itself may be unable to read. @throws if it is too large */
export async function uploadedFile(file: File): Promise<ExperimentRef> {
  if (file.size > mostBytes) throw new Error(`${file.name} is too large for an experiment file: 2 MB is the most.`)
  return { kind: 'text', name: file.name, text: await file.text() }
}
