import type { SyncAnswer, SyncRequest } from "./protocol.ts"

/** What the tablet sends next. Its ops are frozen: a further tap on the same record becomes a new op. */
export interface Outgoing {
  readonly request: Omit<SyncRequest, "marker">
  /** Ops without a receipt, these included. */
  readonly waiting: number
}

export type Accepted =
  /** `more`: something is left to send or to fetch, ask again at once. */
  | { readonly kind: "stored"; readonly more: boolean }
  /** The answer does not fit what the tablet holds now (late, doubled): nothing was changed. */
  | { readonly kind: "stale" }
  | { readonly kind: "revoked" }
  | { readonly kind: "version" }

/**
 * The tablet's storage as sync needs it. Both calls are durable when they resolve: `outgoing` has
 * frozen the ops it returns, `accept` has stored receipts, records and cursors in one transaction.
 */
export interface SyncStore {
  outgoing(opsMax: number): Promise<Outgoing>
  accept(sent: Outgoing, answer: SyncAnswer, nowMs: number): Promise<Accepted>
}

export type Reply =
  | { readonly kind: "answer"; readonly answer: SyncAnswer }
  /** No connection at all. */
  | { readonly kind: "offline" }
  /** Something answered that is not our server: a portal, a filter, a proxy's error page. */
  | { readonly kind: "stranger" }
  /** Our server, unable for now. */
  | { readonly kind: "busy"; readonly retryAfterMs?: number }
  | { readonly kind: "signed-out" }

export interface Transport {
  post(request: SyncRequest): Promise<Reply>
}
