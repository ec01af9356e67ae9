import type { ExperimentRef, SessionSource } from '../../preload/requests.ts'

/** The lab accepts no longer text (preload/contract.ts). */
const mostBytes = 2_000_000

/** The text of a file on the person's disk, which the lab itself may be unable to read. @throws if it is too large */
export async function uploadedFile(file: File): Promise<ExperimentRef> {
  if (file.size > mostBytes) throw new Error(`${file.name} is too large for an experiment file: 2 MB is the most.`)
  return { kind: 'text', name: file.name, text: await file.text() }
}

const sessionEnding = '.lockstep'
/** The lab accepts no longer base64, which has four characters for three bytes. */
const mostPackedBytes = 2_990_000

export function isSessionFile(name: string): boolean {
  return name.toLowerCase().endsWith(sessionEnding)
}

/** A session on the person's disk, compressed: its lines are much alike. @throws if it is too large even so */
export async function sessionUpload(file: File): Promise<SessionSource> {
  const packed = await new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob()
  if (packed.size > mostPackedBytes)
    throw new Error(`${file.name} is too large to upload: open it by its path, or in the terminal: lockstep open`)
  const url = await dataUrl(packed)
  return { kind: 'upload', name: file.name, gzip: url.slice(url.indexOf(',') + 1) }
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      resolve(typeof reader.result === 'string' ? reader.result : '')
    }
    reader.onerror = () => {
      reject(new Error('the file cannot be read'))
    }
    reader.readAsDataURL(blob)
  })
}
