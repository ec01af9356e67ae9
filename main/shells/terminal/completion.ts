import type { Command } from 'commander'
import { catalog } from '../../store/catalog.ts'
import { UsageError } from './exit-codes.ts'
import { print } from './print.ts'

interface Completed {
  readonly name: string
  readonly about: string
  /** Its options, and the words that may follow it. */
  readonly words: readonly string[]
}

const shells: Readonly<Record<string, (commands: readonly Completed[]) => string>> = { bash, zsh, fish }

/** Prints a script that a shell reads to complete the commands, their options and the names of experiments. */
export function completion(shell: string, program: Command): void {
  const write = shells[shell]
  if (write === undefined)
    throw new UsageError(`completion: got ${JSON.stringify(shell)}, expected ${Object.keys(shells).join(', ')}`)
  print(write(program.commands.map(completed)))
}

function completed(command: Command): Completed {
  const options = command.options.flatMap(({ long }) => long ?? [])
  const takesExperiment = ['run', 'new'].includes(command.name())
  const takesSession = command.registeredArguments.some((argument) => /^session/.test(argument.name()))
  const names = takesExperiment ? catalog.map(({ id }) => id) : takesSession ? ['last'] : []
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])
  return { name: command.name(), about: command.description(), words: [...names, ...choices, ...options] }
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.map(({ name, words }) => `    ${name}) words='${words.join(' ')}' ;;`)
  return `# In ~/.bashrc: eval "$(lockstep completion bash)"
_lockstep() {
  local word=\${COMP_WORDS[COMP_CWORD]} words
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
    *) words='' ;;
  esac
  if [ "$COMP_CWORD" = 1 ]; then words='${commands.map(({ name }) => name).join(' ')}'; fi
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _lockstep lockstep
`
}

function zsh(commands: readonly Completed[]): string {
  const cases = commands.map(({ name, words }) => `    ${name}) compadd -- ${words.join(' ')}; _files ;;`)
  const names = commands.map(({ name, about }) => `    '${name}:${quoted(about)}'`)
  return `# In ~/.zshrc, behind compinit: eval "$(lockstep completion zsh)"
_lockstep() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  case $words[2] in
${cases.join('\n')}
  esac
}
compdef _lockstep lockstep
`
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, about, words }) => [
    `complete -c lockstep -n __fish_use_subcommand -a ${name} -d '${quoted(about)}'`,
    `complete -c lockstep -n '__fish_seen_subcommand_from ${name}' -a '${words.join(' ')}'`,
  ])
  return `# lockstep completion fish > ~/.config/fish/completions/lockstep.fish\n${lines.join('\n')}\n`
}

/** What stands between single quotes in all three shells. */
function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll(':', ' -')
}
