export type Span = { readonly kind: 'text' | 'strong' | 'code'; readonly text: string }
export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }

/** The part of Markdown that explanations use: paragraphs, lists of one level, **strong** and `code`. The rest is text. */
export function markdownBlocks(text: string): readonly Block[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Block => {
      if (!/^[-*] /.test(part)) return { kind: 'paragraph', spans: spansOf(part) }
      const items = part.split(/\n[-*] /).map((item) => item.replace(/^[-*] /, ''))
      return { kind: 'list', items: items.map(spansOf) }
    })
}

function spansOf(text: string): readonly Span[] {
  const oneLine = text.replaceAll(/\s+/g, ' ')
  return oneLine
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part): Span => {
      if (part.startsWith('**') && part.length > 4) return { kind: 'strong', text: part.slice(2, -2) }
      if (part.startsWith('`') && part.length > 2) return { kind: 'code', text: part.slice(1, -1) }
      return { kind: 'text', text: part }
    })
}
