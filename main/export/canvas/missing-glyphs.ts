import { createCanvas } from '@napi-rs/canvas'
import { escapeCharacter } from '../../../experiments/core/text/show-value.ts'
import type { Fonts } from './fonts.ts'

const sizePx = 40
/** Unicode gives this place to nobody, so that no font has a glyph for it: what is drawn is the sign for a missing one. */
const nowhere = '\u{10FFFE}'
/** Letters, digits and signs beyond ASCII; what is blank or joins others has no picture of its own. */
const visible = /[^\p{C}\p{Z}\p{M}\0-\x7f]/gu

/**
 * Writes out the characters for which no font of this machine has a glyph: a row of empty boxes would not say what stands
 * there, and an empty title would not even say that something does.
 */
export function withGlyphs(text: string, fonts: Fonts): string {
  if (text.search(visible) === -1) return text
  const pen = createCanvas(sizePx, sizePx).getContext('2d')
  pen.font = fonts.css('normal', 400, sizePx / 2)
  const picture = (character: string): Buffer => {
    pen.clearRect(0, 0, sizePx, sizePx)
    pen.fillText(character, sizePx / 4, (sizePx * 3) / 4)
    return Buffer.from(pen.getImageData(0, 0, sizePx, sizePx).data)
  }
  const missing = picture(nowhere)
  return text.replace(visible, (character) =>
    picture(character).equals(missing) ? escapeCharacter(character) : character,
  )
}
