import { render } from 'svelte/server'
import { expect, test } from 'vitest'
import Explanation from '../../../../renderer/app/parts/Explanation.svelte'

/** The elements that an explanation becomes, without Svelte's own marks and classes. */
function shown(text: string): string {
  const { body } = render(Explanation, { props: { text } })
  return body
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/ class="[^"]*"/g, '')
    .replace(/^<div>(.*)<\/div>$/s, '$1')
}

test('paragraphs, lists and what is strong, emphasised or code in them', () => {
  expect(shown('One **bold** word,\nbroken, and *one* more.\n\n- first\n- second `x * y`\n  goes on\n')).toBe(
    '<p>One <b>bold</b> word,\nbroken, and <em>one</em> more.</p>' +
      '<ul><li>first</li><li>second <code>x * y</code>\ngoes on</li></ul>',
  )
})

test('headings, ordered lists, lists in lists, blocks of code and quotations', () => {
  expect(shown('# Why\n\n3. three\n4. four\n   - within\n\n```js\na < b\n```\n\n> said\n')).toBe(
    '<h4>Why</h4><ol start="3"><li>three</li><li>four<ul><li>within</li></ul></li></ol>' +
      '<pre>a &lt; b</pre><blockquote><p>said</p></blockquote>',
  )
})

test('a table, with the alignment of its columns', () => {
  expect(shown('| a | b |\n|---|--:|\n| **1** | 2 |')).toBe(
    '<table><thead><tr><th>a</th><th style="text-align: right;">b</th></tr></thead>' +
      '<tbody><tr><td><b>1</b></td><td style="text-align: right;">2</td></tr></tbody></table>',
  )
})

test('a link to another experiment of the lab leads to its page', () => {
  expect(shown('[Stopping](lockstep:interrupt)')).toBe('<p><a href="#/experiment/interrupt">Stopping</a></p>')
  expect(shown('[x](lockstep:../session/y)')).toBe('<p>[x](lockstep:../session/y)</p>')
})

test('a strong word of the glossary is explained where it stands', () => {
  expect(shown('One **switch interval** later.')).toMatch(/<b>.*<a .*href="#\/glossary".*>switch interval<\/a>.*<\/b>/s)
})

test('a link to the web opens in a browser', () => {
  const link = '<a href="https://docs.python.org/3/" target="_blank" rel="noreferrer">'
  expect(shown('[the manual](https://docs.python.org/3/)')).toBe(`<p>${link}the manual</a></p>`)
  expect(shown('<https://docs.python.org/3/>')).toBe(`<p>${link}https://docs.python.org/3/</a></p>`)
})

test.each([
  ['[click](javascript:alert(1))', '[click](javascript:alert(1))'],
  ['[click](file:///etc/passwd)', '[click](file:///etc/passwd)'],
  ['[click](data:text/html,x)', '[click](data:text/html,x)'],
  ['[click](/claims)', '[click](/claims)'],
  ['![picture](https://example.org/spy.png)', '![picture](https://example.org/spy.png)'],
])('%s is neither a link nor loaded', (text, html) => {
  expect(shown(text)).toBe(`<p>${html}</p>`)
})

test.each([
  ['<b>no tag</b>', '<p>&lt;b>no tag&lt;/b></p>'],
  ['<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
  ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)>'],
  ['`<i>`', '<p><code>&lt;i></code></p>'],
])('HTML is shown as the text that it is: %s', (text, html) => {
  expect(shown(text)).toBe(html)
})

test('what only looks like Markdown stays as it was written', () => {
  expect(shown('a * b, 2 ** 3 and 4 < 5')).toBe('<p>a * b, 2 ** 3 and 4 &lt; 5</p>')
  expect(shown('  \n\n ')).toBe('')
})
