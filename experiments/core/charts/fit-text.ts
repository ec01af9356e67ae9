export type Measure = (text: string) => number

/**
 * Breaks a text into lines that fit a width in px. Lines end between words, or within a word that is too wide by itself.
 * If the text goes on after the last line, that line ends in "…".
 */
export function fitText(text: string, widthPx: number, maxLines: number, measure: Measure): readonly string[] {
  const lines: string[] = []
  let words = text.split(/\s+/).filter((word) => word !== '')
  while (words.length > 0) {
    if (lines.length === maxLines - 1) return [...lines, shorten(words.join(' '), widthPx, measure)]
    let count = 1
    while (count < words.length && measure(words.slice(0, count + 1).join(' ')) <= widthPx) count++
    const line = words.slice(0, count).join(' ')
    if (measure(line) <= widthPx) {
      lines.push(line)
      words = words.slice(count)
    } else {
      const head = headThatFits(line, widthPx, measure)
      lines.push(head)
      words = [line.slice(head.length), ...words.slice(1)].filter((word) => word !== '')
    }
  }
  return lines
}

function shorten(text: string, widthPx: number, measure: Measure): string {
  if (measure(text) <= widthPx) return text
  return `${headThatFits(text, widthPx - measure('…'), measure).trimEnd()}…`
}

/** The head has at least one character; otherwise breaking would never end. */
function headThatFits(text: string, widthPx: number, measure: Measure): string {
  const characters = Array.from(text)
  let [fits, tooLong] = [1, characters.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (measure(characters.slice(0, middle).join('')) <= widthPx) fits = middle
    else tooLong = middle
  }
  return characters.slice(0, fits).join('')
}
