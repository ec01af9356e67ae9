import { programsIn } from '../../programs.ts'

export const programs = programsIn(import.meta.dirname)

/** The process of a run's first trial, which starts before anything else of the lab is even loaded. */
export const standby = process.argv[2] === 'run' ? (await import('./standby.ts')).startStandby(programs) : null
