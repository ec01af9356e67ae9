import { MediaQuery } from 'svelte/reactivity'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const storageKey = 'lockstep-theme'

/** The person's choice of light or dark, kept between visits; `system` follows the desktop as it changes. */
export class Theme {
  readonly #storage: Storage
  readonly #systemDark = new MediaQuery('(prefers-color-scheme: dark)')
  #choice = $state<ThemeChoice>('system')
  readonly resolved = $derived<'light' | 'dark'>(
    this.#choice === 'system' ? (this.#systemDark.current ? 'dark' : 'light') : this.#choice,
  )

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
