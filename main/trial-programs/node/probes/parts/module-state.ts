/** An ordinary object of a module: what a fresh module holds, whoever has written into it, and who sees that. */
export const asLoaded = 'as loaded'

export const moduleState = { value: asLoaded }
