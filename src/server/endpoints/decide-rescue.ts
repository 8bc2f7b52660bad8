import { fromBase64url } from "#/base/base64url.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import { decide, openBundle, takeIn, type OpenedBundle } from "#/server/rescue-intake.ts"
import type { RescueRow } from "#/server/rescue-rows.ts"
import type { Identity } from "#/server/session.ts"
import type { RescueDecision } from "#/sync/rescue-api.ts"

interface Request {
  readonly decision: "take" | "discard"
}

type Head = Identity & { readonly kind: "member" }

/** The head takes a kept bundle in or puts it away. What was put away can be taken in later, it stays sealed. */
export async function decideRescue(call: Call<Request>): Promise<Outcome<RescueDecision>> {
  const { services, identity, request, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  const row = await services.store.transaction((tx) => tx.school(scope).rescue(id))
  if (row === undefined) return refuse("not-found")
  if (request.decision === "discard") return discard(call, identity, row)
  // Opened outside of the transaction: nobody else waits for the cryptography.
  const bytes = fromBase64url(row.bundle)
  const opened = bytes === undefined ? undefined : await openBundle(services, bytes)
  if (opened?.kind !== "opened") return answer({ kind: "cannot", why: "sealed" })
  return take(call, identity, { row, bundle: opened.bundle })
}

function discard(
  { services, id }: Call<Request>,
  { scope }: Head,
  row: RescueRow,
): Promise<Outcome<RescueDecision>> {
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    await rows.lock()
    const now = (await rows.rescue(id)) ?? row
    // What was taken in meanwhile is in the journal: there is nothing left to put away.
    if (now.state === "waiting") {
      await decide(rows, now, { services, by: { scope, person: scope.person }, state: "discarded" })
    }
    return answer({ kind: "discarded" })
  })
}

function take(
  { services }: Call<Request>,
  { scope }: Head,
  { row, bundle }: { readonly row: RescueRow; readonly bundle: OpenedBundle },
): Promise<Outcome<RescueDecision>> {
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    if (readPerson(await rows.record(row.person)) === undefined) {
      return answer({ kind: "cannot", why: "person-unknown" })
    }
    const counts = await takeIn(tx, services, { bundle, by: scope })
    await decide(rows, row, { services, by: { scope, person: scope.person }, state: "taken" })
    return answer({ kind: "taken", ...counts })
  })
}
