import type { JournalDatabase } from "./database.ts"
import { passed } from "./lease.ts"
import type { LeaseRow } from "./rows.ts"

// Apart from lease.ts, because asking comes with the first screen and writing down only after it.

/** Time passes unwritten for so long at most: a write of a mark is not made slower by a second one. */
const noteEveryMs = 60_000

/** A contact so recent needs no new line. */
const contactEveryMs = 60_000

/** Writes down that time has passed: at every opening, and with writes and syncs once a minute. */
export async function noteTime({ meta }: JournalDatabase, nowMs: number): Promise<void> {
  const known = await meta.get("lease")
  if (known?.key !== "lease" || Math.abs(nowMs - known.seenAt) < noteEveryMs) return
  await meta.db.transaction("rw", meta, async () => {
    const row = await meta.get("lease")
    if (row?.key === "lease") await meta.put(passed(row, nowMs))
  })
}

/**
 * The server has answered this person: the lease begins anew, whatever the clock was set to before.
 * @param days the school's own setting, when it has one
 */
export async function noteContact(
  { meta }: JournalDatabase,
  nowMs: number,
  days?: number,
): Promise<void> {
  const known = await meta.get("lease")
  const isKnown = known?.key === "lease" && known.days === days
  if (isKnown && known.spentMs < contactEveryMs && isNear(known, nowMs)) return
  const row = {
    key: "lease",
    contactAt: nowMs,
    highestAt: nowMs,
    seenAt: nowMs,
    spentMs: 0,
  } as const
  await meta.put(days === undefined ? row : { ...row, days })
}

function isNear({ contactAt, highestAt }: LeaseRow, nowMs: number): boolean {
  return nowMs >= contactAt && nowMs - contactAt < contactEveryMs && highestAt <= nowMs
}
