import type { ElectronPackage } from '../electron/binary.ts'
import type { FetchResult } from '../electron/fetch-binary.ts'

export type Shell =
  { readonly kind: 'electron'; readonly binary: string } | { readonly kind: 'browser'; readonly why: string }

export interface ShellCircumstances {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  /** The id is null on Windows, which has none. */
  readonly userId: number | null
  /** The package is null if it is not installed. */
  readonly electron: ElectronPackage | null
  readonly fetchBinary: (electron: ElectronPackage) => Promise<FetchResult>
}

/** Chooses Electron if it can run, otherwise the browser and one line with the reason. A missing binary is fetched only for a display. */
export async function chooseShell(circumstances: ShellCircumstances): Promise<Shell> {
  const { electron, fetchBinary } = circumstances
  const obstacle = obstacleToElectron(circumstances)
  if (obstacle !== null) return { kind: 'browser', why: obstacle }
  if (electron === null) return { kind: 'browser', why: 'Electron is not installed' }

  const binary = electron.binary()
  if (binary !== null) return { kind: 'electron', binary }
  const fetched = await fetchBinary(electron)
  const arrived = electron.binary()
  if (fetched.kind === 'fetched' && arrived !== null) return { kind: 'electron', binary: arrived }
  const why = fetched.kind === 'failed' ? fetched.why : 'its installer left none'
  return { kind: 'browser', why: `Electron's program could not be fetched (${why})` }
}

function obstacleToElectron({ env, platform, userId }: ShellCircumstances): string | null {
  if (platform !== 'linux') return null
  if (!isSet(env['DISPLAY']) && !isSet(env['WAYLAND_DISPLAY'])) {
    return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)'
  }
  if (userId === 0) return 'Electron does not run as root (its sandbox cannot), and the lab does not switch that off'
  return null
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}
