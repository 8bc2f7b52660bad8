import type { ErrorCode } from "#/sync/api.ts"

/** The status each code travels with. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  "signed-out": 401,
  "not-found": 404,
  "bad-request": 400,
  "foreign-origin": 403,
  "too-slow": 408,
  "too-large": 413,
  "not-json": 415,
  "too-many": 429,
  "invitation-used": 410,
  "invitation-expired": 410,
  "invitation-unknown": 404,
  "already-set-up": 409,
  "wrong-setup-token": 403,
  "wrong-passphrase": 403,
  "weak-passphrase": 422,
  "stale-sign-in": 403,
  "no-key": 404,
  "step-up": 403,
  "wrong-code": 403,
  broken: 500,
  busy: 503,
  storage: 503,
}

export interface Refused {
  readonly kind: "refused"
  readonly code: ErrorCode
  readonly retryAfterSeconds?: number
  /** More about a code that stands for several causes. */
  readonly reason?: string
}

export function refuse(code: ErrorCode): Refused {
  return { kind: "refused", code }
}

export function statusOf(code: ErrorCode): number {
  return statuses[code]
}
