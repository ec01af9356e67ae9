import { Command, InvalidArgumentError, Option } from 'commander'
import { oneLine } from '../../../experiments/core/text/show-value.ts'
import { didYouMean } from '../../../experiments/core/text/did-you-mean.ts'
import { paperIds } from '../../../experiments/core/figures/paper.ts'
import { monitorModes } from '../../../experiments/core/names/monitor-mode.ts'
import type { ClaimsCommandOptions } from './claims.ts'
import { contrastOption } from './contrasts.ts'
import type { DoctorOptions } from './doctor.ts'
import type { ExportCommandOptions } from './export.ts'
import { UsageError } from './exit-codes.ts'
import { addSessionCommands, sessionNames } from './session-commands.ts'
import type { TerminalOptions } from './terminal-options.ts'
import type { ReportCommandOptions } from './report.ts'
import type { ResumeCommandOptions } from './resume.ts'
import type { RunCommandOptions } from './run.ts'
import type { ServeCommandOptions } from './serve.ts'

/** Describes every command with its options. A command's modules are loaded when it runs, since all of them together take long. */
export function buildCommands(terminal: TerminalOptions): Command {
  const program = new Command('lockstep')
    .description(
      'A lab for measuring processes, threads and the interpreter lock. Without a command it opens its window.',
    )
    .version(terminal.version)
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', '\nAll commands take --color auto, always or never. NO_COLOR is respected.')
    .exitOverride()
    .allowExcessArguments()
    .action(async () => {
      const [word] = program.args
      if (word === undefined) {
        const { openLab } = await import('./open-lab.ts')
        await openLab(terminal)
        return
      }
      const names = program.commands.map((one) => one.name())
      throw new UsageError(
        `Unknown command ${oneLine(word)}. ${didYouMean(word, names).replace('; did', 'Did') || `Commands: ${names.join(', ')}.`}`,
      )
    })
  const command = (name: string, description: string): Command =>
    program.command(name).description(description).exitOverride().showHelpAfterError('(add --help for the options)')

  command('run', 'measure an experiment here in the terminal')
    .argument('<experiment>', 'an experiment file (YAML or JSON), or the id of a built-in experiment')
    .option('--series <list>', 'only these series, such as node/threads,node/processes', commaList)
    .option('--workers <list>', 'worker counts, such as 1,2,4, P (usable cores), 2P or 1..8', commaList)
    .option('--rounds <n>', 'exactly this many rounds', wholeNumber(1, 1000))
    .option('--laps <n>', 'measured laps in a trial', wholeNumber(1, 1000))
    .option('--seed <n>', 'the order of the trials follows from it', wholeNumber(0, 2 ** 32 - 1))
    .addOption(
      new Option(
        '--monitor <mode>',
        'look at cores, memory and threads while trials run, or run each condition both ways to see what that changes',
      ).choices(monitorModes),
    )
    .addOption(contrastOption())
    .option('--quick', '2 rounds, 1 warm-up lap, 2 laps: a first look that decides no claim')
    .option('--steady', 'one trial of 30 laps a condition, without warm-up: whether and when its laps become steady')
    .addOption(outOption())
    .option('--json', 'print one JSON document on stdout and nothing else')
    .option('--trust', "run the experiment's own module or script")
    .addOption(runtimeOption())
    .action(async (experiment: string, options: RunCommandOptions) => {
      const { run } = await import('./run.ts')
      await run(terminal, experiment, options)
    })
  command('resume', 'continue a session that was interrupted: what is missing of its plan, with the same seed')
    .argument('<session>', sessionNames)
    .option('--rounds <+n>', 'so many rounds more than were begun, also of a session that is done', moreRounds)
    .addOption(contrastOption())
    .addOption(outOption())
    .option('--json', 'print one JSON document on stdout and nothing else')
    .option('--trust', "run the experiment's own module or script")
    .addOption(runtimeOption())
    .action(async (session: string, options: ResumeCommandOptions) => {
      const { resume } = await import('./resume.ts')
      await resume(terminal, session, options)
    })
  command('export', 'write figures and tables of a session into files, in the size of a paper')
    .argument('<session>', sessionNames)
    .option('--figure <list>', `such as speedup, or all; each gets its caption as text beside it`, commaList)
    .option('--table <list>', 'such as results,claims, or all; without --figure and --table, everything', commaList)
    .addOption(
      new Option('--for <paper>', 'word: 160 mm wide, column: 84 mm, slide: 16:9, screen: a web page')
        .choices(paperIds)
        .default('word'),
    )
    .option('--format <list>', 'svg, png, pdf for figures; csv, tsv, md, tex for tables', commaList)
    .addOption(
      new Option('--over <what>', 'compare speedup with serial, or with the baseline').choices(['serial', 'baseline']),
    )
    .option('--series <list>', 'only the curves of these series', commaList)
    .option('--title', 'the title in the picture too')
    .option('--no-title', 'no title in the picture')
    .option('--dark', 'a dark ground; paper is white')
    .option('--out <path>', 'the file, or a folder for several; without it, this folder')
    .action(async (session: string, options: ExportCommandOptions) => {
      const { exportFiles } = await import('./export.ts')
      await exportFiles(terminal, session, options)
    })
  command('report', 'write a report on a session: question, answer, figures, verdicts, tables, and how it was measured')
    .argument('<session>', 'the id of a session, or the path of its file')
    .addOption(
      new Option('--format <list>', 'pdf, docx (Word), html, md (Markdown with figures, in a zip)')
        .argParser(commaList)
        .default(['pdf'], 'pdf'),
    )
    .addOption(new Option('--out <folder>', 'write it there').default('.', 'this folder'))
    .action(async (session: string, options: ReportCommandOptions) => {
      const { report } = await import('./report.ts')
      await report(terminal, session, options)
    })
  command('claims', 'every claim of the textbook with its verdict on this machine; measures what is missing')
    .option('--show', 'measure nothing: what the sessions that are there say')
    .option('--fresh', 'measure everything anew, also what a session here has measured')
    .option('--quick', 'measure everything in a quick look that decides no claim on a ratio')
    .option('--json', 'print one JSON document on stdout and nothing else')
    .addOption(runtimeOption())
    .action(async (options: ClaimsCommandOptions) => {
      const { claims } = await import('./claims.ts')
      await claims(terminal, options)
    })
  command('check', 'check experiment files without running them')
    .argument('<files...>', 'experiment files')
    .action(async (files: string[]) => {
      const { check } = await import('./check.ts')
      await check(files)
    })
  addSessionCommands(command)
  command('new', 'write an experiment file to change; it overwrites nothing')
    .argument('[template]', 'kernel, javascript, python, or a built-in experiment', 'kernel')
    .action(async (template: string) => {
      const { newExperiment } = await import('./new-experiment.ts')
      newExperiment(template)
    })
  command('completion', 'print a script with which a shell completes commands')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => {
      const { completion } = await import('./completion.ts')
      completion(shell, program)
    })
  command('list', 'the built-in experiments, and files used before')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const { list } = await import('./list.ts')
      list(options)
    })
  command('schema', 'print the JSON Schema of experiment files, for editors').action(async () => {
    const { schema } = await import('./schema.ts')
    schema()
  })
  command('serve', 'open the lab in a browser, on this machine only')
    .addOption(
      new Option('--port <n>', 'the port to listen on').argParser(wholeNumber(0, 65_535)).default(0, 'a free one'),
    )
    .option('--no-open', 'only print the link')
    .option('--json', 'print the link as JSON')
    .addOption(runtimeOption())
    .action(async (options: ServeCommandOptions) => {
      const { serve } = await import('./serve.ts')
      await serve(terminal, options)
    })
  command('doctor', 'what is installed here, what is missing, and how to get it')
    .option('--json', 'as JSON')
    .addOption(runtimeOption())
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor.ts')
      await doctor(terminal, options)
    })
  return program
}

function outOption(): Option {
  return new Option('--out <folder>', 'write speedup.svg, speedup.png, results.csv, results.json and the session there')
}

function runtimeOption(): Option {
  return new Option(
    '--runtime <id=command>',
    'the interpreter for a runtime, such as cpython=/usr/bin/python3 or ironpython="mono ipy.exe"; once for each',
  ).argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text])
}

function commaList(text: string): string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  if (items.length === 0) throw new InvalidArgumentError(`got ${JSON.stringify(text)}, expected a list such as a,b.`)
  return items
}

function moreRounds(text: string): number {
  const value = Number(text)
  if (/^\+\d+$/.test(text.trim()) && value >= 1 && value <= 1000) return value
  throw new InvalidArgumentError(`got ${JSON.stringify(text)}, expected how many more, from +1 to +1000.`)
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text.trim()) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`got ${JSON.stringify(text)}, expected a whole number from ${min} to ${max}.`)
  }
}
