import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  readonly pages: number
  /** The words of all pages, in the order in which they were written. */
  readonly text: string
  /** The objects without their streams' content. */
  readonly objects: string
}

/** Reads a PDF as pdfkit writes them: compressed streams, fonts by glyph, and a table of the characters of each font. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map<string, string>()
  const streams = new Map<string, string>()
  for (const [, id = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n')
    objects.set(id, at === -1 ? body : body.slice(0, at))
    if (at === -1 || !body.includes('FlateDecode')) continue
    const packed = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1')
    streams.set(id, inflateSync(packed).toString('latin1'))
  }
  const characters = new Map<string, ReadonlyMap<number, string>>()
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      characters.set(name, charactersOf(streams.get(table ?? '') ?? ''))
    }
  }
  const contents = [...objects.values()].flatMap((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1] ?? [])
  const text = contents.map((id) => textOf(streams.get(id) ?? '', characters)).join('\n')
  return { pages: contents.length, text, objects: [...objects.values()].join('\n') }
}

/** Glyph by glyph: `<0000> <0010> [<0000> <0041> …]`. */
function charactersOf(table: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [, from = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const units = [...hex.replaceAll(' ', '').matchAll(/.{4}/g)].map(([unit]) => Number.parseInt(unit, 16))
      found.set(Number.parseInt(from, 16) + index, String.fromCharCode(...units))
    }
  }
  return found
}

function textOf(content: string, characters: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map()
  const words: string[] = []
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|(\[[^\]]*\]|<[0-9a-f]+>) T[Jj]/g)) {
    if (name !== undefined) font = characters.get(name) ?? new Map()
    else {
      const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      words.push(glyphs.map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '').join(''))
    }
  }
  return words.join(' ')
}
