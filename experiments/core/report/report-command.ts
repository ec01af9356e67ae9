import { z } from 'zod'
import type { SessionHeader } from '../session/session.ts'
import { plainText } from '../text/plain-text.ts'

/** What the lab was asked to run (preload/contract.ts), as far as a command says it again. */
const requestSchema = z.object({
  overrides: z.object({
    series: z.array(z.string()).optional(),
    workers: z.array(z.string()).optional(),
    laps: z.number().optional(),
    monitor: z.string().optional(),
    quick: z.boolean().optional(),
    steady: z.boolean().optional(),
  }),
})

/** @returns the command that measures the same again: the same order of trials, as many rounds */
export function repeatCommand(header: SessionHeader, rounds: number): string {
  const { experiment, seed, quick } = header
  const own = experiment.file?.split(/[/\\]/).at(-1)
  const { series, workers, laps, monitor, steady } = requestSchema.safeParse(header.request).data?.overrides ?? {}
  const parts = [
    'npm start -- run',
    word(own ?? experiment.id),
    ...(series === undefined ? [] : [`--series ${word(series.join(','))}`]),
    ...(workers === undefined ? [] : [`--workers ${word(workers.join(','))}`]),
    ...(laps === undefined ? [] : [`--laps ${laps}`]),
    ...(monitor === undefined ? [] : [`--monitor ${word(monitor)}`]),
    ...(steady === true ? ['--steady'] : quick ? ['--quick'] : rounds > 0 ? [`--rounds ${rounds}`] : []),
    `--seed ${seed}`,
    ...((experiment.files ?? []).length > 0 ? ['--trust'] : []),
  ]
  return parts.join(' ')
}

/** A word of a shell's command. The session may be somebody else's, and a person copies the command. */
function word(text: string): string {
  const plain = plainText(text)
  if (/^[\w./,+@][\w./,+@-]*$/.test(plain)) return plain
  return `'${(plain.startsWith('-') ? `./${plain}` : plain).replaceAll("'", `'\\''`)}'`
}
