import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TaskContext } from './task.ts'

const { LOCKSTEP_HTTP_PORT: port, LOCKSTEP_HTTP_PATH: path } = process.env

/** Each thread keeps its connections open: one for its own worker, or as many as the workers that share it need. */
const agent = new Agent({ keepAlive: true })

/** Asks the server that the lab started as a process of its own (main/trial/http-server.ts). */
function ask(waitMs: number): Promise<string> {
  if (port === undefined || path === undefined) throw new Error('the lab did not say which server to ask')
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: `${path}${waitMs}`, agent }, (response) => {
      text(response).then(resolve, reject)
    }).on('error', reject)
  })
}

/** Asks a server on this machine that waits for `size` milliseconds before it answers. */
export async function run(task: number, { size, blocking }: TaskContext): Promise<number> {
  return Number(await blocking(() => ask(size))) + task
}
