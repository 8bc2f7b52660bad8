import { refusalResponse } from "#/server/api-response.ts"
import { refusalOf } from "#/server/asker.ts"
import type { LiveStreams } from "#/server/live-streams.ts"
import { refuse } from "#/server/refusal.ts"
import { admit, type Arrival, type Serving } from "#/server/route.ts"
import { markHeader, markValue } from "#/sync/headers.ts"

/**
 * Server-sent events for a signed-in tablet: each says that something of its school has changed, so that it asks
 * (docs/protocol.md, «Live»). It carries nothing itself, so what is lost on the way is lost by nobody.
 */
export async function live(
  serving: Serving,
  streams: LiveStreams,
  arrival: Arrival,
): Promise<Response> {
  const { raw } = arrival
  const admitted = await admit(serving, "address", arrival)
  if (admitted.kind === "refused") return refusalResponse(raw, admitted)
  const { identity, cookie } = admitted
  const forbidden = refusalOf(identity, "live")
  if (forbidden !== undefined) return refusalResponse(raw, forbidden)
  if (identity.kind !== "member") return refusalResponse(raw, refuse("signed-out"))
  // A HEAD comes this way too and would open a stream that nobody ever reads.
  if (raw.method !== "GET") return refusalResponse(raw, refuse("bad-request"))
  const { scope, session } = identity
  const listening = await streams.listen({ school: scope.school, person: scope.person, session })
  if (listening.kind === "refused") return refusalResponse(raw, listening)
  return new Response(listening.body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      // nginx passes an answer on in portions of its own, unless told so.
      "x-accel-buffering": "no",
      // A stop waits for connections that are kept for a next request.
      connection: "close",
      [markHeader]: markValue,
      ...cookie,
    },
  })
}
