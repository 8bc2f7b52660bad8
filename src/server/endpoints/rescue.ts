import { fromBase64url } from "#/base/base64url.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { cleanBundles } from "#/server/clean-bundles.ts"
import { refuse } from "#/server/refusal.ts"
import { openBundle, receiveBundle } from "#/server/rescue-intake.ts"
import type { RescueOutcome } from "#/sync/rescue-api.ts"

interface Request {
  readonly bundle: string
  readonly aside?: true
}

function isKept(outcome: Outcome<RescueOutcome>): boolean {
  if (outcome.kind !== "answer") return false
  const { body } = outcome
  return body.kind === "kept" || (body.kind === "taken" && body.refused > 0)
}

/** Bundles of one person that wait: more are no rescue. */
const waitingMax = 50

/** Takes a bundle from whoever has a session of the school; from one that was revoked only for the head to look at. */
export async function rescue(call: Call<Request>): Promise<Outcome<RescueOutcome>> {
  const { services, identity, request } = call
  if (identity.kind === "nobody") return refuse("signed-out")
  const bytes = fromBase64url(request.bundle)
  if (bytes === undefined) return refuse("bad-request")
  const opened = await openBundle(services, bytes)
  if (opened.kind === "fault") return answer(opened)
  const { scope } = identity
  const mayWrite = identity.kind === "member"
  const by = { scope, person: scope.person, mayWrite, aside: request.aside === true }
  const outcome = await services.store.transaction<Outcome<RescueOutcome>>(async (tx) => {
    const waiting = await tx.school(scope).rescuesWaitingFrom(scope.person)
    if (waiting >= waitingMax) return refuse("too-many")
    return answer(await receiveBundle(tx, services, { bundle: opened.bundle, by }))
  })
  // It may have been made before an erasure, and has come after it.
  if (isKept(outcome)) await cleanBundles(services, scope.school)
  return outcome
}
