import { ensureBuild } from './ensure-build.mjs'

try {
  await ensureBuild({ force: true })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
