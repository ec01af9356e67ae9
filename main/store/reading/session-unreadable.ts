/** The file is no session that this version can read; the message says why and what to do. */
export class SessionUnreadable extends Error {
  override readonly name = 'SessionUnreadable'
}
