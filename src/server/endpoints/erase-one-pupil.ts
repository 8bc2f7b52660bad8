import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginChanges } from "#/server/changes.ts"
import { cleanBundles } from "#/server/clean-bundles.ts"
import { refuse } from "#/server/refusal.ts"
import { erasePupil } from "#/server/retention.ts"

/** The head takes a pupil's name away for good: asked for by the family, or a card made by mistake. */
export async function eraseOnePupil(call: Call<unknown>): Promise<Outcome<{ notes: string[] }>> {
  const { services, identity, id: pupil } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  const { person: by, school } = scope
  const outcome = await services.store.transaction<Outcome<{ notes: string[] }>>(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    const erased = await erasePupil(changes, { pupil, by })
    if (erased.kind === "not-found") return refuse("not-found")
    await changes.finish()
    await rows.audit({ at: now, person: by, device: null, what: "pupil-erased", detail: { pupil } })
    // Before the commit: should the machine die in between, the next start does what was promised.
    services.ledger?.write({ what: "pupil", school, pupil, by, at: now })
    return answer({ notes: [...erased.notes] })
  })
  // Should the machine die before this, the next start does it.
  if (outcome.kind === "answer") await cleanBundles(services, school)
  return outcome
}
