import { socketProtocol, type Channel } from '../../preload/contract.ts'
import { enterLab, type EnteringPage } from './entrance.ts'

/** A channel that says when it has ended. */
export interface LabChannel extends Channel {
  /** Called once, when nothing can be sent or received any more. */
  onClosed(closed: () => void): void
  close(): void
}

/**
 * Opens Electron's bridge if there is one, and otherwise a WebSocket to the server that the page came from.
 * @throws as `enterLab` does
 */
export async function openChannel(bridge: Channel | undefined, page: EnteringPage): Promise<LabChannel> {
  if (bridge !== undefined) return bridgeChannel(bridge)
  const secret = await enterLab(page)
  const scheme = page.location.protocol === 'https:' ? 'wss:' : 'ws:'
  return socketChannel(`${scheme}//${page.location.host}/lab`, secret)
}

function bridgeChannel(bridge: Channel): LabChannel {
  // Electron closes the window together with the lab, so this channel never ends under the page.
  let open = true
  return {
    post: (message) => {
      bridge.post(message)
    },
    listen: (receive) => {
      bridge.listen((message) => {
        if (open) receive(message)
      })
    },
    onClosed: () => undefined,
    close: () => {
      open = false
    },
  }
}

function socketChannel(url: string, secret: string): Promise<LabChannel> {
  const socket = new WebSocket(url, [socketProtocol, secret])
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => {
      reject(new Error('The lab does not answer.'))
    })
    socket.addEventListener('open', () => {
      resolve({
        post: (message) => {
          socket.send(message)
        },
        listen: (receive) => {
          socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
            if (typeof data === 'string') receive(data)
          })
        },
        onClosed: (closed) => {
          socket.addEventListener('close', closed, { once: true })
        },
        close: () => {
          socket.close()
        },
      })
    })
  })
}
