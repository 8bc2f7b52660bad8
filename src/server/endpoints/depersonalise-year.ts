import { mayEraseFrom } from "#/domain/retention.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginChanges } from "#/server/changes.ts"
import { cleanBundles } from "#/server/clean-bundles.ts"
import { refuse } from "#/server/refusal.ts"
import { depersonalise, keeping, pupilsUpTo } from "#/server/retention.ts"
import type { DepersonalisedAnswer } from "#/sync/api.ts"

/** The head takes the names of a school year away, once its seasons and the days after them are over. */
export async function depersonaliseYear(
  call: Call<unknown>,
): Promise<Outcome<DepersonalisedAnswer>> {
  const { services, identity, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  if (!/^20\d\d$/.test(id)) return refuse("bad-request")
  const year = Number(id)
  const { scope } = identity
  const { person: by, school } = scope
  const outcome = await services.store.transaction<Outcome<DepersonalisedAnswer>>(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    const { keepDays, lastDay } = await keeping(rows)
    const from = mayEraseFrom(lastDay(year), keepDays)
    if (dayOf(now) < from) return answer({ kind: "too-early", from })
    const pupils = (await pupilsUpTo(rows, year)).map((record) => record.id)
    const random = services.randomBytes
    const erased = await depersonalise(changes, { year, pupils, by, random })
    await changes.finish()
    const detail = { year, ...erased }
    await rows.audit({ at: now, person: by, device: null, what: "year-depersonalised", detail })
    // Before the commit: should the machine die in between, the next start does what was promised.
    services.ledger?.write({ what: "year", school, year, pupils, by, at: now })
    return answer({ kind: "done", ...erased })
  })
  // Should the machine die before this, the next start does it.
  if (outcome.kind === "answer") await cleanBundles(services, school)
  return outcome
}

/** The calendar day at the server, UTC: a few hours do not matter after a season and a month. */
function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
