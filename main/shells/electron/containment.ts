import { app, shell, type Session } from 'electron'
import { isWindowUrl } from './window-file.ts'

/** Keeps every page from leading elsewhere; links to the web open in the browser. */
export function containContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (details) => {
      if (!isWindowUrl(details.url)) details.preventDefault()
    })
    contents.on('will-redirect', (details) => {
      if (!isWindowUrl(details.url)) details.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(({ url }) => {
      if (isWebLink(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** Grants what a person copies, and nothing else: the window needs no camera, no position and no notifications. */
export function limitPermissions(session: Session): void {
  const isGranted = (permission: string): boolean => permission === 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(isGranted(permission))
  })
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission))
}

// The desktop starts a program for any other scheme, with what the page wrote as its argument.
function isWebLink(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
