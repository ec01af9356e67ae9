import { createCanvas, loadImage } from '@napi-rs/canvas'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** @returns how many pixels have, nearly, the colour "#rrggbb" */
  count(colour: string): number
}

/** Decodes a PNG, or draws an SVG; neither succeeds with a file that is not well formed. */
export async function pixelsOf(file: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(file))
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  return {
    width,
    height,
    count(colour) {
      const wanted = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
      let found = 0
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.every((channel, index) => Math.abs((data[at + index] ?? 0) - channel) <= 12)) found++
      }
      return found
    },
  }
}

/** An SVG without the bytes of its fonts, in which any letters may stand. */
export function withoutFonts(svg: string): string {
  return svg.replaceAll(/base64,[^)]*/g, '')
}
