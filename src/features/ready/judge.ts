import type { ReleaseHere } from "#/platform/release.ts"
import { isNearlyFull, type StorageState } from "#/platform/storage-state.ts"

/** What was found out about the tablet before it goes where there is no network. */
export interface Findings {
  readonly mode: "local" | "joined" | "demo"
  readonly classes: number
  readonly pupils: number
  /** Whether every list that the server has for this teacher is here to the end. */
  readonly areListsWhole: boolean
  /** When the server was last asked for lists, milliseconds; null when never. */
  readonly fetchedAt: number | null
  readonly nowMs: number
  readonly release: ReleaseHere
  /** Planned diagnostics whose instrument, a school's own, has not reached this tablet. */
  readonly withoutInstrument: number
  readonly hasPin: boolean
  readonly storage: StorageState
  /** What must be added to the tablet's time to get the server's; null when it was never compared. */
  readonly offsetMs: number | null
}

export const ticks = ["lists", "materials", "pin", "space", "kept", "clock", "version"] as const
export type Tick = (typeof ticks)[number]

/** `unknown` is said where nobody can know: it neither hinders nor is it claimed to be well. */
export type Verdict = "yes" | "no" | "unknown"

const dayMs = 86_400_000
/** Of lists older than that a teacher should know before relying on them: a week has brought new pupils. */
export const listsOldAfterMs = 7 * dayMs
/** Less is the network's delay and nobody's fault. */
export const clockOffMsMin = 2 * 60_000

/** Each of the seven, judged by itself. */
export function judge(found: Findings): Readonly<Record<Tick, Verdict>> {
  return {
    lists: yes(areListsReady(found)),
    materials: yes(isReleaseWhole(found.release) && found.withoutInstrument === 0),
    pin: found.mode === "demo" ? "unknown" : yes(found.hasPin),
    space: found.storage.free === undefined ? "unknown" : yes(!isNearlyFull(found.storage)),
    kept: keptOf(found.storage),
    clock: found.offsetMs === null ? "unknown" : yes(Math.abs(found.offsetMs) <= clockOffMsMin),
    version: versionOf(found.release),
  }
}

/** How many of the seven are in the way. */
export function hindrances(verdicts: Readonly<Record<Tick, Verdict>>): number {
  return ticks.filter((tick) => verdicts[tick] === "no").length
}

function areListsReady({ mode, classes, areListsWhole, fetchedAt, nowMs }: Findings): boolean {
  if (classes === 0) return false
  if (mode !== "joined") return true
  // The tablet's clock may have been set back: then lists from the future are as good as new.
  return areListsWhole && fetchedAt !== null && nowMs - fetchedAt < listsOldAfterMs
}

/** Shipped questionnaires and checklists are parts of the release: they are stored with the screens or not at all. */
export function isReleaseWhole(release: ReleaseHere): boolean {
  return release === "stored" || release === "newer-waits"
}

function keptOf({ kept }: StorageState): Verdict {
  return kept === "unknown" ? "unknown" : yes(kept === "kept")
}

function versionOf(release: ReleaseHere): Verdict {
  if (release === "cannot" || release === "not-stored") return "unknown"
  return yes(release === "stored")
}

const yes = (isSo: boolean): Verdict => (isSo ? "yes" : "no")
