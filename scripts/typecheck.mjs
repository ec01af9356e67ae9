// Checks each layer against its own tsconfig, which gives it only the globals it may use; reports all layers.
import { spawnSync } from 'node:child_process'

/** @type {readonly (readonly [string, ...string[]])[]} */
const checks = [
  ...['experiments', 'preload', 'main', 'testbed', 'bench', 'test', 'scripts'].map(
    (layer) => /** @type {const} */ (['tsc', '-p', layer, '--pretty', 'false']),
  ),
  ['svelte-check', '--workspace', 'renderer', '--tsconfig', 'tsconfig.json', '--fail-on-warnings', '--output', 'human'],
]

let failed = false
for (const [program, ...args] of checks) {
  const ending = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (ending.status !== 0) failed = true
}
process.exitCode = failed ? 1 : 0
