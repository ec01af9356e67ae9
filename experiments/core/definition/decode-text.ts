/** A file's text, or the byte that no UTF-8 text has and the text before it (which tells its line and column). */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not-text'; readonly before: string; readonly byteOffset: number; readonly byte: number }

/** Range of the second byte of a sequence, by its first: excludes overlong forms, surrogates, beyond U+10FFFF. */
function secondByteRange(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf]
  if (first === 0xed) return [0x80, 0x9f]
  if (first === 0xf0) return [0x90, 0xbf]
  if (first === 0xf4) return [0x80, 0x8f]
  return [0x80, 0xbf]
}

/** 0 where no sequence starts with this byte. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc2) return 0
  if (first < 0xe0) return 2
  if (first < 0xf0) return 3
  return first < 0xf5 ? 4 : 0
}

/** @returns the code point at `offset`, or -1 (the Unicode Standard 16, table 3-7) */
function codePointAt(bytes: Uint8Array, offset: number, length: number): number {
  const first = bytes[offset] ?? 0
  if (length < 2) return length === 1 ? first : -1
  let codePoint = first & (0xff >> (length + 1))
  for (let i = 1; i < length; i++) {
    const next = bytes[offset + i] ?? 0
    const [low, high] = i === 1 ? secondByteRange(first) : [0x80, 0xbf]
    if (next < low || next > high) return -1
    codePoint = (codePoint << 6) | (next & 0x3f)
  }
  return codePoint
}

/** Control characters that no text file holds; tab, line feed and carriage return are text. */
function isBinary(codePoint: number): boolean {
  return (codePoint < 0x20 && codePoint !== 9 && codePoint !== 10 && codePoint !== 13) || codePoint === 0x7f
}

const chunkLength = 4096

/** UTF-8, with or without a byte order mark. The layer has no TextDecoder, which would not tell where it failed. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  let text = ''
  let chunk: number[] = []
  for (let offset = hasMark ? 3 : 0; offset < bytes.length;) {
    const length = sequenceLength(bytes[offset] ?? 0)
    const codePoint = codePointAt(bytes, offset, length)
    if (codePoint < 0 || isBinary(codePoint)) {
      const before = text + String.fromCodePoint(...chunk)
      return { kind: 'not-text', before, byteOffset: offset, byte: bytes[offset] ?? 0 }
    }
    chunk.push(codePoint)
    offset += length
    if (chunk.length === chunkLength) {
      text += String.fromCodePoint(...chunk)
      chunk = []
    }
  }
  return { kind: 'text', text: text + String.fromCodePoint(...chunk) }
}
