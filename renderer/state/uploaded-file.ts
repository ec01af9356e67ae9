import type { ExperimentRef } from '../../preload/contract.ts'

/** The contract takes no more characters than this. */
const mostBytes = 2_000_000

/** A file from a person's disk, as the lab takes one that it cannot read itself. @throws where it is too large */
export async function uploadedFile(file: File): Promise<ExperimentRef> {
  if (file.size > mostBytes) throw new Error(`${file.name} is too large for an experiment file: 2 MB is the most.`)
  return { kind: 'text', name: file.name, text: await file.text() }
}
