import { createHash } from 'node:crypto'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Missing } from './failure.ts'

/**
 * Imports a module whose source must have this hash. What is compared is what Node then compiles: a file that is looked
 * at before can be another one when it is read.
 * @throws if it has another, before any of it runs
 */
export async function importAgreed(path: string, sha256: string | undefined): Promise<unknown> {
  const { href } = pathToFileURL(path)
  if (sha256 === undefined) return await import(href)
  let agreedUrl = ''
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context)
      // the path may be a link, which leads elsewhere a moment later
      if (specifier === href) agreedUrl = resolved.url
      return resolved
    },
    load: (url, context, next) => {
      const loaded = next(url, context)
      if (url === agreedUrl && hashOf(loaded.source ?? '') !== sha256)
        throw new Missing(`${path} is not what you agreed to: it has changed`)
      return loaded
    },
  })
  try {
    return await import(href)
  } finally {
    hooks.deregister()
  }
}

function hashOf(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  const bytes = source instanceof ArrayBuffer ? new Uint8Array(source) : source
  return createHash('sha256').update(bytes).digest('hex')
}
