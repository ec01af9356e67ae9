const sources = import.meta.glob<string>('../../experiments/catalog/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export interface CatalogFile {
  readonly id: string
  /** The name that messages give it: experiments/catalog/cpu-bound.yaml. */
  readonly file: string
  readonly text: string
}

/** The built-in experiments, in the same format that users write. */
export const catalog: readonly CatalogFile[] = Object.entries(sources).map(([path, text]) => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { id: name.replace(/\.yaml$/, ''), file: `experiments/catalog/${name}`, text }
})
