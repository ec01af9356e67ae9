import { dirname } from 'node:path'
import { programsIn } from '../../../system/programs.ts'

/** The built programs beside the one that this process runs. */
export const ownPrograms = programsIn(dirname(process.argv[1] ?? ''))
