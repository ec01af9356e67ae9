import { commands, type Command } from './commands.ts'

/** @returns the command that was pressed; a key without Ctrl or ⌘ is none while somebody writes */
export function pressedCommand(event: KeyboardEvent): Command | undefined {
  if (event.repeat || event.altKey) return undefined
  const withControl = event.ctrlKey || event.metaKey
  if (!withControl && isWriting(event.target)) return undefined
  return commands.find(({ keys }) => {
    if (keys === undefined) return false
    const parts = keys.split('+')
    const key = parts.at(-1) ?? ''
    // a sign such as ? is what it is, with Shift or without
    const sameShift = /^\W$/.test(key) || event.shiftKey === parts.includes('Shift')
    return key.toLowerCase() === event.key.toLowerCase() && withControl === parts.includes('CmdOrCtrl') && sameShift
  })
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
}

/** "Ctrl K", or "⌘ K" on a Mac. */
export function keysText(keys: string): string {
  const control = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'
  return keys.replace('CmdOrCtrl', control).replaceAll('+', ' ')
}
