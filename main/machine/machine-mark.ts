import { createHash } from 'node:crypto'
import os from 'node:os'
import systeminformation from 'systeminformation'
import { readText } from '../system/read-text.ts'

/**
 * A text that tells this user on this machine from all others, the same after each start, and names neither. What a
 * person chose is kept with it, so that a file from elsewhere chooses nothing here.
 */
export async function machineMark(): Promise<string> {
  // empty in a container that was given none
  const id = process.platform === 'linux' ? readText('/etc/machine-id') : (await systeminformation.uuid()).os
  const user = process.getuid?.() ?? os.userInfo().username
  return createHash('sha256')
    .update(JSON.stringify(['lockstep', id === '' ? os.hostname() : id, user]))
    .digest('hex')
}
