/** A file's text, or the first byte that no text file in UTF-8 has, and the text before it. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not-text'; readonly before: string; readonly byteOffset: number; readonly byte: number }

/** Control characters that no text file holds; tab, line feed, carriage return and the C1 range are let through. */
const binary = /[^\P{Cc}\t\n\r\u0080-\u009f]/u

/** Decodes UTF-8, with or without a byte order mark. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const whole = decode(bytes, false)
  const sound = whole ?? longestSoundText(bytes)
  const control = sound.search(binary)
  if (whole !== null && control === -1) return { kind: 'text', text: withLineFeeds(withoutMark(whole)) }
  const before = control === -1 ? sound : sound.slice(0, control)
  const byteOffset = new TextEncoder().encode(before).length
  return { kind: 'not-text', before: withLineFeeds(withoutMark(before)), byteOffset, byte: bytes[byteOffset] ?? 0 }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** A carriage return alone ends a line in YAML, as it did on old Macs; the YAML library knows that of line feeds only. */
function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n')
}

/** @returns null if the bytes are not UTF-8; `isPart` allows them to end within a character */
function decode(bytes: Uint8Array, isPart: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isPart })
  } catch {
    return null
  }
}

/** TextDecoder does not report where it failed: a binary search finds the longest beginning that it can decode. */
function longestSoundText(bytes: Uint8Array): string {
  let [sound, broken] = [0, bytes.length + 1]
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2)
    if (decode(bytes.subarray(0, middle), true) === null) broken = middle
    else sound = middle
  }
  return decode(bytes.subarray(0, sound), true) ?? ''
}
