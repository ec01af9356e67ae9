import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import systeminformation from 'systeminformation'

/**
 * A text that tells this user on this machine from all others, the same after each start, and names neither. What a
 * person chose is kept with it, so that a file from elsewhere chooses nothing here.
 */
export async function machineMark(): Promise<string> {
  const id = process.platform === 'linux' ? linuxMachineId() : (await systeminformation.uuid()).os
  const user = process.getuid?.() ?? os.userInfo().username
  return createHash('sha256')
    .update(JSON.stringify(['lockstep', id === '' ? os.hostname() : id, user]))
    .digest('hex')
}

/** @returns the empty text in a container that was given no id */
function linuxMachineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim()
  } catch {
    return ''
  }
}
