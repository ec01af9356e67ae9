import type { ServerResponse } from 'node:http'

export interface PlainPage {
  readonly status: number
  readonly heading: string
  readonly text: string
}

/** Answers with a page that says what is wrong and what to do; heading and text are ours, never the request's. */
export function sendPage(response: ServerResponse, { status, heading, text }: PlainPage): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
      `<meta name="color-scheme" content="light dark"><title>Lockstep: ${heading}</title></head>` +
      `<body><h1>${heading}</h1><p>${text}</p></body></html>\n`,
  )
}
