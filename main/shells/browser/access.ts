import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Decides who may use the lab: whoever holds a link that it issued, and the browsers that came in by one. */
export interface Access {
  /** @param once spends the token with its first use, for places that others could read */
  issueToken(options: { readonly once: boolean }): string
  /** @returns the secret for the browser's cookie, or null for a token that is unknown or spent */
  redeem(token: string): string | null
  admits(secret: string): boolean
}

export function createAccess(): Access {
  const secret = randomSecret()
  const secretDigest = digest(secret)
  const tokens: { readonly digest: Buffer; readonly once: boolean }[] = []
  return {
    issueToken: ({ once }) => {
      const token = randomSecret()
      tokens.push({ digest: digest(token), once })
      return token
    },
    redeem: (token) => {
      const presented = digest(token)
      const index = tokens.findIndex((issued) => timingSafeEqual(issued.digest, presented))
      const found = tokens[index]
      if (found === undefined) return null
      if (found.once) tokens.splice(index, 1)
      return secret
    },
    admits: (presented) => timingSafeEqual(secretDigest, digest(presented)),
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

// Digests have one length, which timingSafeEqual needs, and do not reveal how much of a guess was right.
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
