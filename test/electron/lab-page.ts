import type { Page } from '@playwright/test'
import type { LabApi } from '../../preload/contract.ts'

/** Calls a function of the lab from within the page, over the bridge, as the window's own client does. */
export async function callLab<Name extends keyof LabApi>(
  page: Page,
  name: Name,
  ...args: Parameters<LabApi[Name]>
): Promise<Awaited<ReturnType<LabApi[Name]>>> {
  const answer = await page.evaluate(
    ([m, a]) =>
      new Promise<string>((resolve, reject) => {
        const channel = window.lockstep
        if (channel === undefined) {
          reject(new Error('the page has no bridge'))
          return
        }
        const i = `test-${m}-${Math.random()}`
        channel.listen((message) => {
          if (message.includes(i)) resolve(message)
        })
        channel.post(JSON.stringify({ t: 'q', i, m, a }))
      }),
    [name as string, args as unknown[]] as const,
  )
  const { r, e } = JSON.parse(answer) as {
    readonly r: Awaited<ReturnType<LabApi[Name]>>
    readonly e?: { message: string }
  }
  if (e !== undefined) throw new Error(e.message)
  return r
}

/** Starts to collect the lab's events in the page; the function it gives reads what has come, by name. */
export async function collectEvents(page: Page): Promise<(name: string) => Promise<readonly unknown[][]>> {
  await page.evaluate(() => {
    const events: { m: string; a: unknown[] }[] = []
    Object.assign(window, { labEvents: events })
    window.lockstep?.listen((message) => {
      const event = JSON.parse(message) as { t: string; m: string; a: unknown[] }
      if (event.t === 'q') events.push(event)
    })
  })
  return (name) =>
    page.evaluate(
      (wanted) =>
        (window as unknown as { labEvents: { m: string; a: unknown[] }[] }).labEvents
          .filter(({ m }) => m === wanted)
          .map(({ a }) => a),
      name,
    )
}
