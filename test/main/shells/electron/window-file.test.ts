import { expect, test } from 'vitest'
import { isWindowUrl, windowFile } from '../../../../main/shells/electron/window-file.ts'

test('a URL of the window stands for a file in its folder', () => {
  expect(windowFile('/lab/renderer', 'app://lockstep/')).toEqual({
    path: '/lab/renderer/index.html',
    mimeType: 'text/html; charset=utf-8',
  })
  expect(windowFile('/lab/renderer', 'app://lockstep/assets/a%20b.js?x#y')?.path).toBe('/lab/renderer/assets/a b.js')
})

test.each([
  'app://lockstep/../secret.html',
  'app://lockstep/%2e%2e/secret.html',
  'app://lockstep/assets/../../secret.html',
])('dots lead nowhere outside of the folder: %s', (url) => {
  expect(windowFile('/lab/renderer', url)?.path).toBe('/lab/renderer/secret.html')
})

test.each([
  'app://lockstep/..%2fsecret.html',
  'app://lockstep/assets/..%2f..%2fsecret.html',
  'app://lockstep/%00.html',
  'app://lockstep/%E0%A4%A.html',
  'app://lockstep/assets',
  'app://lockstep/main.ts',
  'app://other/index.html',
  'file:///lab/renderer/index.html',
])('a URL that stands for nothing of the window is refused: %s', (url) => {
  expect(windowFile('/lab/renderer', url)).toBeNull()
})

test('only pages of the window count as its own', () => {
  expect(isWindowUrl('app://lockstep/index.html')).toBe(true)
  expect(isWindowUrl('app://lockstep.evil.example/')).toBe(false)
  expect(isWindowUrl('https://lockstep/')).toBe(false)
  expect(isWindowUrl('about:blank')).toBe(false)
})
