import { join } from 'node:path'
import { screen, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { ownFileMode } from '../../store/own-folder.ts'
import { readRegularFile } from '../../system/regular-file.ts'
import { writeWhole } from '../../system/write-whole.ts'

const mostBytes = 4096

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
})
type Bounds = z.infer<typeof boundsSchema>

/** Returns where the window was when it was last closed, or null the first time and if that screen is gone. */
export function rememberedBounds(home: string): Bounds | null {
  const bounds = readBounds(home)
  if (bounds === null) return null
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const overlapX = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    const overlapY = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
    return overlapX > 0 && overlapY > 0
  })
  return visible ? bounds : null
}

export async function rememberBounds(window: BrowserWindow, home: string): Promise<void> {
  if (window.isDestroyed()) return
  const bounds: Bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  try {
    await writeWhole(fileIn(home), `${JSON.stringify(bounds)}\n`, ownFileMode)
  } catch (error) {
    console.error('lockstep: the place of the window could not be kept:', error)
  }
}

function readBounds(home: string): Bounds | null {
  try {
    return boundsSchema.safeParse(JSON.parse(readRegularFile(fileIn(home), mostBytes).content.toString())).data ?? null
  } catch {
    return null
  }
}

function fileIn(home: string): string {
  return join(home, 'window.json')
}
