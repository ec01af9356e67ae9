import { expect, test } from 'vitest'
import { commandText, splitCommandLine } from '../../../../main/runtimes/discovery/command-line.ts'

test.each([
  ['mono /opt/ironpython/ipy.exe', ['mono', '/opt/ironpython/ipy.exe']],
  ['  python3\t-X  gil=0 ', ['python3', '-X', 'gil=0']],
  [`"/with blank/python3" -c 'a "b" \\c'`, ['/with blank/python3', '-c', 'a "b" \\c']],
  ['/with\\ blank/python3', ['/with blank/python3']],
  [`a"b c"'d e'f`, ['ab cd ef']],
  [`"say \\"hi\\" \\n"`, ['say "hi" \\n']],
  [`python3 ""`, ['python3', '']],
  ['ends with \\', ['ends', 'with', '\\']],
])('%s is split as a shell splits it', (text, words) => {
  expect(splitCommandLine(text, 'linux')).toEqual({ kind: 'ok', command: words })
})

test('on Windows a backslash belongs to the path, and an apostrophe to the name', () => {
  expect(splitCommandLine(`"C:\\Program Files\\Mono\\mono.exe" C:\\o'neil\\ipy.exe`, 'win32')).toEqual({
    kind: 'ok',
    command: ['C:\\Program Files\\Mono\\mono.exe', "C:\\o'neil\\ipy.exe"],
  })
})

test.each(['"mono /opt/ipy.exe', "it's", '', '   ', '""'])('%j is refused with what was expected', (text) => {
  expect(splitCommandLine(text, 'linux')).toMatchObject({ kind: 'refused', message: /expected/ })
})

test.each([[['/usr/bin/python3']], [['/with blank/mono', 'a "b"', '$x', '']], [["it's", '`', 'a\tb']]])(
  'what is shown for %j can be typed back in',
  (command) => {
    expect(splitCommandLine(commandText(command), 'linux')).toEqual({ kind: 'ok', command })
  },
)
