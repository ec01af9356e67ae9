import { isatty } from 'node:tty'

/**
 * Whether the end of a terminal ends this program. `nohup` asks a program to ignore that signal, but Node takes this back
 * before any line of ours runs. What stays visible is that `nohup` leaves none of the three streams at a terminal: a
 * program without a terminal goes on. It has to be asked at the start, since a terminal that is gone is none.
 */
export const hangUpEnds = [0, 1, 2].some((descriptor) => isatty(descriptor))
