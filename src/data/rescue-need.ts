import { placeOf, type Journal } from "./journal.ts"
import { opsInState } from "./ops-in-state.ts"
import { rescueNote } from "./rescue.ts"

const dayMs = 86_400_000

/**
 * Unsent work older than this is worth a file. Three days, because a tablet that met no network from Friday's last
 * lesson to Monday's first is nothing unusual, and one that still has not on Tuesday is.
 */
export const oldDays = 3
/** Without a server everything stays here for good: once a week is what a teacher can be asked for. */
const oldDaysAlone = 7
/** Where the browser may wipe the storage by itself, a day is long. */
const unkeptDays = 1

/** Why it would be well to save what is unsent; `count` changes are in no file yet, the oldest made at `sinceMs`. */
export interface RescueNeed {
  readonly why: "old" | "unkept"
  readonly count: number
  readonly sinceMs: number
}

/** Undefined when nothing needs to be saved: sent, saved to a file since, or young. */
export async function rescueNeed(
  journal: Journal,
  { nowMs, isKept }: { readonly nowMs: number; readonly isKept: boolean },
): Promise<RescueNeed | undefined> {
  const [{ mode }, { saved }] = await Promise.all([placeOf(journal.database), rescueNote(journal)])
  if (mode === "demo") return undefined
  const open = await opsInState(journal.database, ["fresh", "sent"])
  const unsaved = open.filter(({ n }) => n > (saved?.lastN ?? 0))
  if (unsaved.length === 0) return undefined
  const sinceMs = Math.min(...unsaved.map(({ at }) => at))
  const days = (nowMs - sinceMs) / dayMs
  const told = { count: unsaved.length, sinceMs }
  if (days >= (mode === "joined" ? oldDays : oldDaysAlone)) return { why: "old", ...told }
  return !isKept && days >= unkeptDays ? { why: "unkept", ...told } : undefined
}
