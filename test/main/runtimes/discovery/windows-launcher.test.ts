import { expect, test } from 'vitest'
import { askWindowsLauncher, parseLauncherList } from '../../../../main/runtimes/discovery/windows-launcher.ts'

test('both forms of the launcher list are read, with the default marked before or behind the path', () => {
  const output = [
    'Installed Pythons found by py Launcher for Windows',
    ' -V:3.13 *        C:\\Program Files\\Python313\\python.exe',
    ' -V:3.13t         C:\\Program Files\\Python313\\python3.13t.exe',
    ' -V:Astral/CPython3.12.1 C:\\Users\\ada\\AppData\\Roaming\\uv\\python\\cpython-3.12.1\\python.exe',
    ' -3.7-64        D:\\Python 37\\python.exe *',
    ' -2.7-32        c:\\Python27\\PYTHON.EXE',
    '',
  ].join('\r\n')
  expect(parseLauncherList(output)).toEqual([
    'C:\\Program Files\\Python313\\python.exe',
    'C:\\Program Files\\Python313\\python3.13t.exe',
    'C:\\Users\\ada\\AppData\\Roaming\\uv\\python\\cpython-3.12.1\\python.exe',
    'D:\\Python 37\\python.exe',
    'c:\\Python27\\PYTHON.EXE',
  ])
})

test('a launcher that has found nothing lists nothing', () => {
  expect(parseLauncherList('No installed Pythons found!\r\n')).toEqual([])
})

test('on other systems nobody is asked', async () => {
  const machine = { platform: 'linux', env: {}, userHome: '/home/ada' } as const
  expect(await askWindowsLauncher(machine, new AbortController().signal)).toEqual([])
})
