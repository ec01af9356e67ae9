/** The processor's name as Linux gives it, as a person would write it; null where it gives none, as on many ARM systems. */
export function processorName(model: string | undefined): string | null {
  const [name = ''] = (model ?? '').split('@')
  const written = name
    .replace(/\(R\)/gi, '®')
    .replace(/\(TM\)/gi, '™')
    .replace(/\(C\)/gi, '©')
    .replace(/\bCPU\b/g, '')
    // the maker's own name goes without
    .replace(/\b(Intel|AMD)[®™]/, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return written === '' || written.toLowerCase() === 'unknown' ? null : written
}
