import { ensureBuild } from '../scripts/ensure-build.mjs'

/** Vitest's and Playwright's global set-up: the tests run the built programs. */
export default async function setUp(): Promise<void> {
  await ensureBuild()
}
