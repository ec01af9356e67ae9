/** XML 1.0 cannot hold these control characters, not even escaped. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export function escapeXml(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Attributes that are null are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | null>>, content = ''): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${escapeXml(value)}"`],
  )
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`
}

export interface Paint {
  readonly colour: string
  /** Null if the paint is opaque. */
  readonly opacity: string | null
}

/** Many programs that read SVG know #rrggbb and an opacity, but not #rrggbbaa or rgba(). */
export function paintOf(style: string, alpha: number): Paint {
  const hex = /^#([0-9a-f]{6})([0-9a-f]{2})$/i.exec(style)
  const rgba = /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:[,/\s]+([\d.]+))?\s*\)$/i.exec(style)
  if (hex !== null) return paint(`#${hex[1] ?? ''}`, (alpha * Number.parseInt(hex[2] ?? 'ff', 16)) / 255)
  if (rgba !== null) {
    const channels = rgba.slice(1, 4).map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0'))
    return paint(`#${channels.join('')}`, alpha * Number(rgba[4] ?? 1))
  }
  return paint(style, alpha)
}

function paint(colour: string, opacity: number): Paint {
  return { colour, opacity: opacity >= 1 ? null : String(Math.round(opacity * 1000) / 1000) }
}
