import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { didYouMean } from '../../../experiments/core/text/did-you-mean.ts'
import { catalog } from '../../store/catalog.ts'
import { UsageError } from './exit-codes.ts'
import { print } from './print.ts'

interface Template {
  readonly about: string
  readonly files: Readonly<Record<string, string>>
}

const settings = `# Each line is one curve. Serial series are added where a speedup needs them.
series: SERIES
# How many workers: numbers, P for the usable cores, 2P, or a range such as 1..8.
workers: [1, P]
# At least and at most so many rounds; each measures every condition once, in random order.
rounds: { min: 5, max: 12 }
`

function experiment(title: string, workload: string, series: string): string {
  return `lockstep: 1
title: ${title}
question: What do you expect, and why?
# The work: a built-in kernel, or a file of your own.
workload: ${workload}
${settings.replace('SERIES', series)}`
}

const javascript = `// Lockstep calls this once for each task. All tasks should cost about the same.
export function run(task, { size, tick }) {
  let steps = 0
  for (let block = 0; block < size; block++) {
    for (let start = 1; start <= 100; start++) {
      for (let n = start; n !== 1; steps++) n = n % 2 === 0 ? n / 2 : 3 * n + 1
    }
    tick() // a safe point: between blocks of 20-50 µs, never in the inner loop
  }
  return steps + task
}
`

const python = `# Lockstep calls this once for each task. All tasks should cost about the same.
def run(task, ctx):
    steps = 0
    for block in range(ctx.size):
        for start in range(1, 11):
            n = start
            while n != 1:
                n = n // 2 if n % 2 == 0 else 3 * n + 1
                steps += 1
        ctx.tick()  # a safe point: between blocks of work, never in the inner loop
    return steps + task
`

/** By name; the first is what is written without one. */
const templates: Readonly<Record<string, Template>> = {
  kernel: {
    about: 'a built-in workload',
    files: {
      'experiment.yaml': experiment('My experiment', '{ kernel: primes }', '[cpython/threads, cpython/processes]'),
    },
  },
  javascript: {
    about: 'your own function in JavaScript',
    files: {
      'experiment.yaml': experiment(
        'My JavaScript',
        '{ module: ./work.mjs, size: 500, tasks: 64 }',
        '[node/threads, node/processes]',
      ),
      'work.mjs': javascript,
    },
  },
  python: {
    about: 'your own function in Python',
    files: {
      'experiment.yaml': experiment(
        'My Python',
        '{ script: ./work.py, size: 500, tasks: 64 }',
        '[cpython/threads, cpython/processes]',
      ),
      'work.py': python,
    },
  },
}

export const templateNames = Object.keys(templates)

/** Writes an experiment, to be changed, into the folder in which it is called. It overwrites nothing. */
export function newExperiment(name: string): void {
  const template = templates[name] ?? copyOf(name)
  if (template === null) {
    const names = [...templateNames, ...catalog.map(({ id }) => id)]
    throw new UsageError(`${name}: there is no such template: expected ${names.join(', ')}${didYouMean(name, names)}`)
  }
  for (const [file, content] of Object.entries(template.files)) write(file, content)
  const [first = ''] = Object.keys(template.files)
  print(`Wrote ${Object.keys(template.files).join(' and ')}: ${template.about}\n`)
  print(`Change it, then: lockstep check ${first}\n                 lockstep run ${first}\n`)
}

/** A built-in experiment is a template too. */
function copyOf(id: string): Template | null {
  const found = catalog.find((one) => one.id === id)
  if (found === undefined) return null
  return { about: `a copy of ${id}`, files: { [`${id}.yaml`]: found.text } }
}

/** @throws UsageError if it is there already */
function write(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: 'wx' })
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!exists) throw error
    throw new UsageError(
      `${resolve(file)} is there already and was not touched: move it away, or call new in another folder`,
    )
  }
}
