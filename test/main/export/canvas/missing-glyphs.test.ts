import { expect, test } from 'vitest'
import { registerFonts } from '../../../../main/export/canvas/fonts.ts'
import { withGlyphs } from '../../../../main/export/canvas/missing-glyphs.ts'

const fonts = await registerFonts()

test('a character for which no font has a glyph is written out', () => {
  // a letter of Wancho, a script that hardly any font has
  expect(withGlyphs('Größe \u{1e2c0} ≥ 2', fonts)).toBe('Größe \\u{1e2c0} ≥ 2')
})

test('all others are drawn as they are', () => {
  for (const text of ['Grüße', 'Опыт', 'δοκιμή', 'plain ASCII', 'e\u0301']) expect(withGlyphs(text, fonts)).toBe(text)
})
