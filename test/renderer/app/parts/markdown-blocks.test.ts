import { expect, test } from 'vitest'
import { markdownBlocks } from '../../../../renderer/app/parts/markdown-blocks.ts'

test('paragraphs and lists are told apart, with what is strong or code in them', () => {
  expect(markdownBlocks('One **bold** word,\nbroken.\n\n- first\n- second `x * y`\n  goes on\n')).toEqual([
    {
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'One ' },
        { kind: 'strong', text: 'bold' },
        { kind: 'text', text: ' word, broken.' },
      ],
    },
    {
      kind: 'list',
      items: [
        [{ kind: 'text', text: 'first' }],
        [
          { kind: 'text', text: 'second ' },
          { kind: 'code', text: 'x * y' },
          { kind: 'text', text: ' goes on' },
        ],
      ],
    },
  ])
})

test('what is no Markdown of ours stays as it was written', () => {
  expect(markdownBlocks('a * b, 2 ** 3 and <b>no tag</b>')).toEqual([
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'a * b, 2 ** 3 and <b>no tag</b>' }] },
  ])
  expect(markdownBlocks('  \n\n ')).toEqual([])
})
