import { runtimeName, seriesName } from '../names/series-titles.ts'
import type { RuntimeInfo } from '../session/runtime-info.ts'
import type { Session } from '../session/session.ts'
import { counted, formatMemory } from '../text/format-number.ts'
import { plainText } from '../text/plain-text.ts'
import { repeatCommand } from './report-command.ts'
import type { Field } from './report-document.ts'

/** SHA-256 sums, which the machine side makes. */
export interface SessionHashes {
  /** Of the session's file. */
  readonly session: string
  /** Of the machine, the runtimes and the variables: two sessions with the same were measured in the same surroundings. */
  readonly environment: string
}

/** What somebody needs to measure the same again, or to check that a file is the one that the report is on. */
export function appendixOf(session: Session, hashes: SessionHashes): readonly Field[] {
  const { header, trials } = session
  const rounds = trials.reduce((most, { round }) => Math.max(most, round + 1), 0)
  const { experiment, missing, environment = {}, setAside = [] } = header
  return [
    text('Machine', machineText(session)),
    text('Set up as', settingsText(session)),
    text('Versions', versionsText(session)),
    text('Not run', missing.map(({ series, why }) => `${seriesName(series)}: ${plainText(why, 160)}`).join('; ')),
    text(
      'Variables',
      [Object.keys(environment).join(', '), setAside.length === 0 ? '' : `set aside: ${setAside.join(', ')}`]
        .filter((part) => part !== '')
        .join('; '),
    ),
    text(
      'Session',
      `${header.id}, seed ${header.seed}, ${counted(rounds, 'round')}, ${counted(trials.length, 'trial')}`,
    ),
    code('Repeat it', repeatCommand(header, rounds)),
    code('Definition', sum(experiment.hash)),
    ...(experiment.files ?? []).map(({ path, sha256 }) =>
      code(plainText(path.split(/[/\\]/).at(-1) ?? path, 40), sum(sha256)),
    ),
    code('Surroundings', sum(hashes.environment)),
    code('Session file', sum(hashes.session)),
  ].filter(({ value }) => value !== '')
}

function sum(sha256: string): string {
  return sha256 === '' ? '' : `sha256:${plainText(sha256, 64)}`
}

/** Not its name: it is nobody's business. */
function machineText({ header: { machine, loadAverage } }: Session): string {
  const { cpu, cores, usableCores, physicalCores, quotaCores, memoryBytes, platform, release } = machine
  return [
    cpu,
    `${counted(usableCores, 'core')}${usableCores === cores ? '' : ` of ${cores}`}${physicalCores === undefined ? '' : ` (${physicalCores} physical)`}`,
    quotaCores === undefined ? '' : `a quota of ${quotaCores} cores`,
    formatMemory(memoryBytes),
    `${platform} ${release}`,
    loadAverage === undefined ? '' : `load average ${loadAverage.toFixed(2)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function settingsText({ header: { machine } }: Session): string {
  return Object.entries(machine.settings ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

function versionsText({ header }: Session): string {
  const lab = `Lockstep ${header.lab}${header.build === undefined ? '' : ` (build ${header.build})`}`
  return [...header.runtimes.map(runtimeText), lab].join(' · ')
}

/** "CPython 3.14.0 (GCC 14.2.0, PGO, LTO)": without its path, which holds a person's name. */
function runtimeText({ runtime, version, build }: RuntimeInfo): string {
  const flags =
    build === undefined
      ? []
      : [
          build.compiler ?? '',
          build.debug ? 'debug' : '',
          build.pgo === true ? 'PGO' : '',
          build.lto === true ? 'LTO' : '',
          build.jit === 'on' ? 'JIT' : '',
        ].filter((flag) => flag !== '')
  return `${runtimeName(runtime)} ${version}${flags.length === 0 ? '' : ` (${flags.join(', ')})`}`
}

function text(label: string, value: string): Field {
  return { label, value: plainText(value, 900), code: false }
}

function code(label: string, value: string): Field {
  return { label, value: plainText(value, 900), code: true }
}
