export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** Saves bytes as a file the way a browser does, by a link that is followed at once. */
export function download(fileName: string, mimeType: string, base64: string): void {
  const url = URL.createObjectURL(new Blob([bytesOf(base64)], { type: mimeType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the blob after this turn.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 60_000)
}
