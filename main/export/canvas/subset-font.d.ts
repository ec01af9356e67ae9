/** The part of subset-font that pictures need; the package declares no types. */
declare module 'subset-font' {
  interface SubsetOptions {
    readonly targetFormat: 'sfnt' | 'woff2'
    readonly variationAxes?: Readonly<Record<string, number>>
    /** All glyphs stay; there is no text then. */
    readonly keepAllGlyphs?: boolean
    /** OpenType features that stay, such as "kern"; without it, all. */
    readonly keepFeatures?: readonly string[]
  }
  /** @param text whose characters stay, or null with `keepAllGlyphs` */
  function subsetFont(font: Buffer, text: string | null, options: SubsetOptions): Promise<Buffer>
  export = subsetFont
}
