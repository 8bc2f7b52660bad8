import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import type { SchoolRows } from "#/server/store.ts"
import type { ToldExport } from "#/sync/export-api.ts"

interface Request {
  readonly device: string
  readonly notes: readonly ToldExport[]
}

/** A request whose answer got lost comes again within minutes: what lies so far back is not looked at. */
const linksLookedAt = 1_000

/** Writes lists that have left a tablet into the journal, each once. A tablet that is not the asker's is not named. */
export async function noteExports(call: Call<Request>): Promise<Outcome<{ noted: number }>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  const { person } = scope
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    await rows.lock()
    const known = await notedBy(rows, person)
    const device = await rows.device(request.device)
    const own = device?.person === person ? device.id : null
    for (const { id, at: made, what, how, pupils } of request.notes) {
      if (known.has(id)) continue
      known.add(id)
      const detail = { id, made, what, how, pupils }
      await rows.audit({ at: services.nowMs(), person, device: own, what: "exported", detail })
    }
    return answer({ noted: request.notes.length })
  })
}

async function notedBy(rows: SchoolRows, person: string): Promise<Set<unknown>> {
  const links = await rows.auditBefore(Number.MAX_SAFE_INTEGER, linksLookedAt)
  const own = links.filter((link) => link.what === "exported" && link.person === person)
  return new Set(own.map(({ detail }) => detail["id"]))
}
