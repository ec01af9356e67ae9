import { createContext } from 'svelte'
import { MediaQuery } from 'svelte/reactivity'
import { chartThemes, type ThemeName } from '../../experiments/core/charts/theme.ts'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const storageKey = 'lockstep-theme'

/** The person's choice of light or dark, kept between visits; `system` follows the desktop as it changes. */
export class Theme {
  readonly #storage: Storage
  readonly #systemDark = new MediaQuery('(prefers-color-scheme: dark)')
  #choice = $state<ThemeChoice>('system')
  readonly resolved = $derived<ThemeName>(
    this.#choice === 'system' ? (this.#systemDark.current ? 'dark' : 'light') : this.#choice,
  )
  readonly chart = $derived(chartThemes[this.resolved])

  constructor(storage: Storage) {
    this.#storage = storage
    const kept = storage.getItem(storageKey)
    this.#choice = themeChoices.find((choice) => choice === kept) ?? 'system'
  }

  get choice(): ThemeChoice {
    return this.#choice
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice
    this.#storage.setItem(storageKey, choice)
  }
}

/** `App` provides the theme; each component in it reads the theme while it is made. */
export const [useTheme, provideTheme] = createContext<Theme>()
