import { expect, test } from 'vitest'
import { parseExperiment } from '../../../experiments/core/definition/experiment-file.ts'
import { catalogHeading } from '../../../main/store/catalog-heading.ts'
import { catalog } from '../../../main/store/catalog.ts'

test.each(catalog)('the heading of $id is what the parser reads, and is found without it', ({ file, text }) => {
  const parsed = parseExperiment(file, Buffer.from(text))
  if (parsed.kind === 'refused') throw new Error(parsed.problems[0]?.message)
  const { id, title, question } = parsed.experiment
  expect(catalogHeading(text)).toEqual({ id, title, question })
})

const file = (title: string, question: string, after = 'workers: [1]'): string =>
  `id: one\ntitle: ${title}\nquestion: ${question}\n${after}\n`

test('a heading that YAML may read in another way is left to the parser', () => {
  expect(catalogHeading(file('Two words', 'Is it so?'))).not.toBeNull()
  for (const title of ["'Quoted'", 'A # comment', 'A: mapping', '>', '&anchor A', '*alias', '42', '[A]']) {
    expect(catalogHeading(file(title, 'Is it so?')), title).toBeNull()
  }
  expect(catalogHeading(file('Two words', 'Is it so?', '  And so on.\nworkers: [1]'))).toBeNull()
  expect(catalogHeading(file('Two words', '|', '  Is it so?'))).toBeNull()
})
