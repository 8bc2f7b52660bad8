import { unreachable } from "#/base/assert.ts"

import type { SyncStore, Transport } from "./ports.ts"

export type RoundsOutcome =
  | { readonly kind: "quiet" }
  | { readonly kind: "offline" }
  | { readonly kind: "failed"; readonly retryAfterMs?: number }
  | { readonly kind: "signed-out" }
  | { readonly kind: "revoked" }
  | { readonly kind: "version" }

export interface RoundsPorts {
  readonly store: SyncStore
  readonly transport: Transport
  readonly nowMs: () => number
  readonly marker: () => string
  /** Told before each request: how many ops had no receipt when the rounds began, and how many are left. */
  readonly onProgress: (left: number, total: number) => void
}

export const opsPerRequestMax = 500
/** More rounds than any honest history needs: a server that never says «no more» must not spin the tablet. */
export const roundsMax = 2_000

/** Sends and fetches until nothing is left on either side, or until something stands in the way. */
export async function syncRounds(ports: RoundsPorts): Promise<RoundsOutcome> {
  let total = 0
  for (let round = 0; round < roundsMax; round += 1) {
    // One request after another: each builds on what the answer before it stored.
    const sent = await ports.store.outgoing(opsPerRequestMax)
    total = Math.max(total, sent.waiting)
    ports.onProgress(sent.waiting, total)
    const reply = await ports.transport.post({ ...sent.request, marker: ports.marker() })
    if (reply.kind !== "answer") return stopped(reply)
    const accepted = await ports.store.accept(sent, reply.answer, ports.nowMs())
    if (accepted.kind === "revoked" || accepted.kind === "version") return { kind: accepted.kind }
    if (accepted.kind === "stored" && !accepted.more) return { kind: "quiet" }
  }
  return { kind: "failed" }
}

type NoAnswer = Exclude<Awaited<ReturnType<Transport["post"]>>, { kind: "answer" }>

function stopped(reply: NoAnswer): RoundsOutcome {
  switch (reply.kind) {
    case "offline":
    case "signed-out":
      return { kind: reply.kind }
    case "stranger":
      return { kind: "failed" }
    case "busy":
      return reply.retryAfterMs === undefined
        ? { kind: "failed" }
        : { kind: "failed", retryAfterMs: reply.retryAfterMs }
    default:
      return unreachable(reply)
  }
}
