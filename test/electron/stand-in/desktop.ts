import { EventEmitter } from 'node:events'

/** A test that replaces a dialog of these answers in this form. */
function nobodyIsThere(): Promise<never> {
  return Promise.reject(new Error('a dialog was opened that the test does not answer'))
}

export const dialog = {
  showOpenDialog: nobodyIsThere,
  showSaveDialog: nobodyIsThere,
  showMessageBox: nobodyIsThere,
  showErrorBox: (title: string, content: string) => {
    console.error(`${title}: ${content}`)
  },
}

interface MenuItem {
  readonly label?: string
  readonly role?: string
  readonly click?: () => void
  readonly submenu?: { readonly items: readonly MenuItem[] }
}

type MenuTemplate = readonly (Omit<MenuItem, 'submenu'> & { readonly submenu?: MenuTemplate })[]

export class Menu {
  static #application: Menu | null = null
  readonly items: readonly MenuItem[]

  private constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: MenuTemplate): Menu {
    const items = template.map(({ submenu, ...item }): MenuItem =>
      submenu === undefined ? item : { ...item, submenu: Menu.buildFromTemplate(submenu) },
    )
    return new Menu(items)
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }
}

export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' })

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}

export const shell = {
  openExternal: (url: string) => Promise.reject(new Error(`nobody expects a browser here: ${url}`)),
}
