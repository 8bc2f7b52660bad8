// Apart from api.ts, which brings its schemas along: these come with the first screen.

/** Every answer of ours carries this header, so that a portal's page is never taken for one. */
export const markHeader = "x-bortzhurnal"
export const markValue = "1"

/**
 * Which place of the tablet asks, 16 hex digits, and with it whose cookie is meant: several teachers may be signed in
 * on one browser. Left out by the first place of a tablet, whose cookie has the plain name.
 */
export const placeHeader = "x-bortzhurnal-place"
/**
 * A secret of the place ({@link proofPattern}) that lies sealed on the tablet: the session answers only with it, so
 * that a cookie is of no use to another teacher of the same browser. The server keeps a hash. A session that was
 * opened without one is bound to the first it sees; from then on a request without it is nobody's (401).
 */
export const proofHeader = "x-bortzhurnal-proof"
/** 256 random bits, base64url. */
export const proofPattern = /^[\w-]{43}$/
export const placePattern = /^[0-9a-f]{16}$/
