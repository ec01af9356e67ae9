import type { Command } from 'commander'
import type { CompareOptions } from './compare.ts'
import type { NoteOptions, RemoveOptions } from './keep-sessions.ts'
import type { SessionsOptions } from './sessions.ts'

export const sessionNames = 'a session: its id, its name, the beginning of either, its file, or last'

/** Describes the commands about sessions that were measured. */
export function addSessionCommands(command: (name: string, description: string) => Command): void {
  command('sessions', 'the sessions that are kept here; with words, those that have all of them')
    .argument('[words...]', 'words of a name, a note, a title or a date')
    .option('--json', 'as JSON')
    .action(async (words: string[], options: SessionsOptions) => {
      const { sessions } = await import('./sessions.ts')
      await sessions(words, options)
    })
  command('show', 'what a run printed at its end')
    .argument('<session>', sessionNames)
    .action(async (session: string) => {
      const { show } = await import('./show.ts')
      await show(session)
    })
  command('open', "keep a copy of somebody's session, to be read only, and show it")
    .argument('<file>', 'a session file (.lockstep)')
    .action(async (file: string) => {
      const { open } = await import('./show.ts')
      await open(file)
    })
  command('compare', 'two sessions of one experiment: what changed, by how much, and what was different')
    .argument('<session>', sessionNames)
    .argument('<session2>', 'the other one')
    .option('--json', 'as JSON')
    .action(async (a: string, b: string, options: CompareOptions) => {
      const { compare } = await import('./compare.ts')
      await compare([a, b], options)
    })
  command('note', 'write a note on a session, or name it')
    .argument('<session>', sessionNames)
    .argument('[text]', 'the note; an empty one ("") takes it away')
    .option('--name <name>', 'its name; an empty one ("") takes it away')
    .action(async (session: string, text: string | undefined, options: NoteOptions) => {
      const { note } = await import('./keep-sessions.ts')
      await note(session, text, options)
    })
  command('rm', 'move sessions to the trash, which Lockstep never empties')
    .argument('<sessions...>', sessionNames)
    .option('--undo', 'bring them back from the trash')
    .action(async (names: string[], options: RemoveOptions) => {
      const { remove } = await import('./keep-sessions.ts')
      await remove(names, options)
    })
}
