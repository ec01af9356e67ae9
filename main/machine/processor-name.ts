/** Returns Linux's name of the processor as a person would write it, or null if there is none, as on many ARM systems. */
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
