/**
 * The database cannot be reached or does not answer in time. Nothing is wrong with what was asked: the tablet hears
 * «busy» and asks again. Whether the last commit took effect may be unknown; asking again is safe.
 */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable"
  /** What the log may tell: the kind of the fault, never its words. */
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`the database is unavailable (${code})`, { cause })
    this.code = code
  }
}
