import { crc32 } from 'node:zlib'

/** The signature, and the first chunk, which is always IHDR: 8 bytes, then length, type, 13 bytes and a checksum. */
const headBytes = 8 + 4 + 4 + 13 + 4
const inchesPerMetre = 1 / 0.0254

/** Writes into a PNG how large it is meant to be (its chunk pHYs): programs place it at that size. */
export function withDensity(png: Uint8Array, dpi: number): Uint8Array {
  const chunk = Buffer.alloc(4 + 4 + 9 + 4)
  const perMetre = Math.round(dpi * inchesPerMetre)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  chunk.writeUInt32BE(perMetre, 8)
  chunk.writeUInt32BE(perMetre, 12)
  chunk.writeUInt8(1, 16) // the unit is the metre
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  return Buffer.concat([png.subarray(0, headBytes), chunk, png.subarray(headBytes)])
}
