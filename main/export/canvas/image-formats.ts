/** A file of its own: the lab knows the formats, and only the exporter loads the library that draws them. */
export const imageFormats = ['svg', 'png', 'pdf'] as const
export type ImageFormat = (typeof imageFormats)[number]
