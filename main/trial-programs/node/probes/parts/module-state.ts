/** An ordinary object shows who sees what another worker writes, and who has a freshly loaded module. */
export const asLoaded = 'as loaded'

export const moduleState = { value: asLoaded }
