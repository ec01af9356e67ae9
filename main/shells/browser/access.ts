import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Decides who may use the lab: whoever redeemed a link that it issued. */
export interface Access {
  /** @param used is called when the token lets somebody in, after which it is worth nothing */
  issueToken(used: () => void): string
  /** @returns the secret that opens the socket, for a token or for the secret itself; null for anything else */
  enter(presented: string): string | null
  admits(secret: string): boolean
}

export function createAccess(): Access {
  const secret = randomSecret()
  const secretDigest = digest(secret)
  const tokens: { readonly digest: Buffer; readonly used: () => void }[] = []
  const admits = (presented: string): boolean => timingSafeEqual(secretDigest, digest(presented))
  return {
    issueToken: (used) => {
      const token = randomSecret()
      tokens.push({ digest: digest(token), used })
      return token
    },
    enter: (presented) => {
      if (admits(presented)) return secret
      const presentedDigest = digest(presented)
      const index = tokens.findIndex((issued) => timingSafeEqual(issued.digest, presentedDigest))
      if (index === -1) return null
      const [found] = tokens.splice(index, 1)
      found?.used()
      return secret
    },
    admits,
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

// Digests have one length, which timingSafeEqual needs, and do not reveal how much of a guess was right.
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
