import { SampleThinning } from '../../../experiments/core/session/sample-thinning.ts'
import { JsonText } from '../json-text.ts'
import { eachRecord } from './session-lines.ts'
import { WrittenLines } from './written-lines.ts'

/** So much text goes out as a part. */
const partLength = 2 * 1024 * 1024

/**
 * The records that `readSession` gives, as the JSON of their list: of a long session in two thirds of the time.
 * @param part told of a long one's records while it is read: all but its header and its samples, which it returns then
 */
export async function readSessionText(
  path: string,
  scanner: string | null,
  part: (records: JsonText) => void,
): Promise<JsonText> {
  const written = new WrittenLines()
  const samples = new SampleThinning()
  let header = ''
  let others: string[] = []
  let length = 0
  let parts = 0
  const hand = (): void => {
    part(jsonList(others))
    others = []
    length = 0
    parts++
  }
  const keep = (text: string): void => {
    others.push(text)
    length += text.length
    if (length >= partLength) hand()
  }
  await eachRecord(path, scanner, {
    sample(figures, whole) {
      samples.addFigures(figures, whole)
    },
    takesText(text) {
      const isSound = written.isSound(text)
      if (isSound) keep(text)
      return isSound
    },
    record(record) {
      written.learn(record)
      if (header === '') header = JSON.stringify(record)
      else if (record.record === 'sample') samples.add(record)
      else keep(JSON.stringify(record))
    },
  })
  if (parts > 0) hand()
  return jsonList([header, ...samples.list().map((sample) => JSON.stringify(sample)), ...others])
}

function jsonList(items: readonly string[]): JsonText {
  return new JsonText(`[${items.join(',')}]`)
}
