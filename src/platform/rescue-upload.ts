import { toBase64url } from "#/base/base64url.ts"
import { readCarried } from "#/data/carried.ts"
import { api } from "#/sync/api.ts"
import { rescueBytesMax } from "#/sync/rescue-api.ts"

import { callApi, type Called } from "./api-client.ts"
import { makeBundle } from "./rescue-bundle.ts"
import { deliverCarried, learnServerKey } from "./rescue-import.ts"
import type { Services } from "./services.tsx"

export type Uploaded =
  /** The server has it and keeps it for the head: what was unsent may leave the tablet. */
  | { readonly kind: "acknowledged"; readonly count: number }
  | { readonly kind: "nothing" }
  /** The tablet must keep its unsent work: a file is the way left. */
  | {
      readonly kind: "failed"
      readonly why:
        | Exclude<Called<never>["kind"], "answer">
        | "no-key"
        | "too-big"
        | "fault"
        /** Another teacher's work, which this tablet carries, is still here. */
        | "carrying"
    }

/**
 * Gives everything unsent to the server, for the head to decide on: before a tablet that has lost its access forgets
 * the school. Works with a revoked session, and may be repeated.
 */
export async function uploadRescue(services: Services): Promise<Uploaded> {
  await deliverCarried(services)
  const carried = await readCarried(services.journal)
  if (carried.some(({ fault }) => fault === null)) return { kind: "failed", why: "carrying" }
  await learnServerKey(services)
  const made = await makeBundle(services, {})
  if (made === "nothing") return { kind: "nothing" }
  if (made === "no-way") return { kind: "failed", why: "no-key" }
  if (made.bytes.length > rescueBytesMax) return { kind: "failed", why: "too-big" }
  const request = { bundle: toBase64url(made.bytes), aside: true as const }
  const called = await callApi({ endpoint: api.rescue, request })
  if (called.kind !== "answer") return { kind: "failed", why: called.kind }
  if (called.answer.kind === "fault") return { kind: "failed", why: "fault" }
  return { kind: "acknowledged", count: made.count }
}
