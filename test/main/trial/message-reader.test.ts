import { expect, test } from 'vitest'
import { MessageReader } from '../../../main/trial/message-reader.ts'

const secret = 'a8c1-secret'

function read(pieces: readonly string[]): { readonly messages: string[]; readonly printed: string[] } {
  const messages: string[] = []
  const printed: string[] = []
  const reader = new MessageReader(
    secret,
    (json) => messages.push(json),
    (text) => printed.push(text),
  )
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return { messages, printed }
}

test('a message that follows a dot without a line end is found, and the dot is text', () => {
  const { messages, printed } = read([`..${secret}{"type":"done"}\n.`])
  expect(messages).toEqual(['{"type":"done"}'])
  expect(printed.join('')).toBe('...')
})

test('a line that only looks like a message is text', () => {
  const line = '{"type":"failed","outcome":"crashed","message":"will try again"}\n'
  expect(read([line])).toEqual({ messages: [], printed: [line] })
})

test('text and messages stay whole wherever the stream is cut', () => {
  const text = `a${secret}{"lap":1}\nb\na8c1-${secret}{"lap":2}\na8c1-sec`
  for (let cut = 0; cut <= text.length; cut++) {
    const { messages, printed } = read([text.slice(0, cut), text.slice(cut)])
    expect(messages).toEqual(['{"lap":1}', '{"lap":2}'])
    expect(printed.join('')).toBe('ab\na8c1-a8c1-sec')
  }
})

test('text is given out at once and not kept, however long it goes on without a line end', () => {
  const printed: string[] = []
  const reader = new MessageReader(
    secret,
    () => undefined,
    (text) => printed.push(text),
  )
  reader.push('.'.repeat(100_000))
  expect(printed).toEqual(['.'.repeat(100_000)])
})

test('a message that was not finished is text', () => {
  expect(read([`${secret}{"type"`])).toEqual({ messages: [], printed: [`${secret}{"type"`] })
})
