import { escapeCharacter } from './show-value.ts'

/** Control characters but the line end and the tab, other ends of lines, and the marks that turn the reading direction. */
const moving = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/**
 * Names and titles are other people's text: what would turn a line of the terminal or move its cursor is written out. In
 * JSON, where it can stand in quotes alone, that means the same.
 */
export function forTerminal(text: string): string {
  return text.replace(moving, escapeCharacter)
}
