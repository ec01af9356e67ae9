import { claims } from '../../experiments/core/names/claims.ts'
import { seriesName } from '../../experiments/core/names/series-titles.ts'
import type { SessionEntry } from '../../experiments/core/session/session-entry.ts'
import type { ExperimentEntry } from '../../preload/contract.ts'
import type { Address } from './address.ts'
import type { Command } from './commands.ts'

/** Something that Find offers, with the place in which the words stand. */
export interface Found {
  readonly key: string
  readonly title: string
  /** What kind of thing it is, or the words around what was searched. */
  readonly about: string
  readonly choice: Address | Command
}

interface Searched extends Found {
  /** Texts that belong to it, from what says most to what says least. */
  readonly texts: readonly string[]
}

export interface Findable {
  readonly entries: readonly ExperimentEntry[]
  readonly sessions: readonly SessionEntry[]
  readonly commands: readonly Command[]
  readonly glossary: readonly { readonly word: string; readonly forms?: readonly string[]; readonly meaning: string }[]
}

const most = 30

/** Looks into commands, experiments with their explanations, series and claims, and sessions. All words have to be there. */
export function find(wanted: string, { entries, sessions, commands, glossary }: Findable): readonly Found[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const all: readonly Searched[] = [
    ...commands.map((command): Searched => {
      return { key: command.id, title: command.title, about: '', choice: command, texts: [command.title] }
    }),
    ...entries.map(searchedExperiment),
    ...entries.flatMap(searchedClaims),
    ...glossary.map((entry): Searched => {
      const { word, forms = [], meaning } = entry
      const choice = { kind: 'glossary' } as const
      return { key: word, title: word, about: meaning, choice, texts: [[word, ...forms].join(' ')] }
    }),
    ...sessions.map((one): Searched => {
      const about = `Session of ${new Date(one.startedAt).toLocaleDateString('en-GB', { dateStyle: 'medium' })}`
      const title = one.name === '' ? one.title : one.name
      const texts = [`${title} ${one.title}`, one.id, one.note]
      return { key: one.id, title, about, choice: { kind: 'session', id: one.id }, texts }
    }),
  ]
  return all
    .flatMap((one) => {
      const places = words.map((word) => one.texts.findIndex((text) => text.toLowerCase().includes(word)))
      return places.includes(-1) ? [] : [{ one, rank: Math.max(0, ...places) }]
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one: { texts, ...found }, rank }) => {
      const text = texts[rank] ?? ''
      return rank < 2 ? found : { ...found, about: excerpt(text, words[0] ?? '') }
    })
}

function searchedExperiment(entry: ExperimentEntry): Searched {
  const { ref, name, title, question, explanation, series, group } = entry
  const choice: Address = { kind: 'experiment', ref }
  const seriesText = series.map((id) => `${id} ${seriesName(id)}`).join(', ')
  return {
    ...{ key: `${group} ${entry.id}`, title: name, about: question === '' ? group : question, choice },
    texts: [name, `${title} ${question} ${group}`, seriesText, explanation],
  }
}

function searchedClaims({ id, name, ref, claims: own }: ExperimentEntry): readonly Searched[] {
  return own.map((claim) => {
    const { sentence } = claims[claim]
    const about = `Claim of ${name}`
    return {
      key: `${id} ${claim}`,
      title: sentence,
      about,
      choice: { kind: 'experiment', ref },
      texts: [sentence, about],
    }
  })
}

/** The words around a match, without Markdown's signs. */
function excerpt(text: string, word: string): string {
  const plain = text.replace(/[*_`#]|\s+/g, ' ').replace(/ +/g, ' ')
  const at = Math.max(0, plain.toLowerCase().indexOf(word))
  const start = at < 30 ? 0 : plain.indexOf(' ', at - 30) + 1
  return `${start === 0 ? '' : '…'}${plain.slice(start, at + 60).trim()}…`
}
