import type { LogNote } from "./log.ts"
import type { RateLimits } from "./rate-limits.ts"
import type { Refused } from "./refusal.ts"
import type { Services } from "./services.ts"
import type { Identity } from "./session.ts"

/** One decoded request on its way through an endpoint. */
export interface Call<Request> {
  readonly services: Services
  readonly limits: RateLimits
  readonly identity: Identity
  readonly request: Request
  /** The part of the address that names one thing; empty where the endpoint has none. */
  readonly id: string
  /** The secret of the tablet's place: whoever opens a session here binds it to this. */
  readonly proof: string | undefined
  /** Where the request came from; never written down. */
  readonly address: string
  readonly note: (more: LogNote) => void
}

/** `token` opens a session, or ends it when empty. */
export interface Answered<Answer> {
  readonly kind: "answer"
  readonly body: Answer
  readonly token?: string
}

export type Outcome<Answer> = Answered<Answer> | Refused

export type Handler<Request, Answer> = (call: Call<Request>) => Promise<Outcome<Answer>>

export function answer<Answer>(body: Answer): Answered<Answer> {
  return { kind: "answer", body }
}
