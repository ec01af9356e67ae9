import type { ReportDocument } from '../../../../experiments/core/report/report-document.ts'
import type { Picture } from '../../../../main/export/report/report-pictures.ts'

/** A report with every kind of block, whose words are the given one. */
export function reportOfWord(word: string): ReportDocument {
  return {
    title: word,
    about: word,
    question: word,
    answer: [
      { text: 'It is ' },
      { text: word, colour: '#c94f00' },
      { text: ' (0.97–1.03)', range: true },
      { text: '.' },
    ],
    second: [{ text: word }],
    blocks: [
      { kind: 'figure', number: 1, figure: 'speedup', data: null, caption: word, alt: word },
      { kind: 'heading', text: word },
      {
        kind: 'verdicts',
        rows: [
          { verdict: 'confirmed', word: 'True here', says: word, measured: word, needed: word },
          { verdict: 'refuted', word: 'Not true here', says: word, measured: word, needed: '' },
          { verdict: 'inconclusive', word: 'Undecided', says: word, measured: word, needed: word },
          { verdict: 'illustrated', word: 'Shown by a model', says: word, measured: word, needed: word },
          { verdict: 'not-measured', word: 'Not run', says: word, measured: word, needed: '' },
        ],
      },
      {
        kind: 'table',
        number: 1,
        title: word,
        columns: [
          { title: word, align: 'left' },
          { title: 'Value', align: 'right' },
        ],
        rows: [[word, '1.00×']],
        note: word,
      },
      { kind: 'list', items: [word] },
      { kind: 'paragraph', text: word },
      {
        kind: 'fields',
        rows: [
          { label: word, value: word, code: false },
          { label: 'Repeat it', value: word, code: true },
        ],
      },
    ],
  }
}

const svg = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="624" height="300" viewBox="0 0 624 300" role="img"><title>t</title><desc>d</desc>
<defs><clipPath id="clip1"><path d="M0 0L600 0L600 300L0 300Z"/></clipPath></defs>
<path d="M10 10L600 280" fill="none" stroke="#c94f00" clip-path="url(#clip1)"/><text x="20" y="40" font-size="11" font-weight="600">drawn words</text></svg>`

export const vector: ReadonlyMap<number, Picture> = new Map([
  [1, { bytes: new TextEncoder().encode(svg), width: 624, height: 300 }],
])
