import { spawn } from 'node:child_process'

/** Shows a link in the default browser, where there is one; the link that was printed works in any case. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, ...args] = commandFor(url, platform)
  const opener = spawn(command, args, { detached: true, stdio: 'ignore', windowsHide: true })
  opener.on('error', () => undefined)
  opener.unref()
}

function commandFor(url: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', url]
    case 'win32':
      // `start` is a word of cmd.exe, which would split the link at an "&"; this hands it over as it is.
      return ['rundll32.exe', 'url.dll,FileProtocolHandler', url]
    default:
      return ['xdg-open', url]
  }
}
