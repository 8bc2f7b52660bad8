/** A tablet of the school, as its server last heard of it. */
export interface DeviceStanding {
  readonly id: string
  /** Whose it is. */
  readonly person: string
  /** When the server last heard of it, milliseconds; null when it never did since it notes that. */
  readonly seenAt: number | null
  /** Changes that it said to hold back still; null when its app is too old to say. */
  readonly waiting: number | null
  /** False for one that was ordered to forget the school, or whose person has no access any more. */
  readonly counts: boolean
}

/**
 * in: has sent everything, and not long ago · waiting: it said itself that something waits on it · silent: not heard
 * of for too long to believe that nothing was made on it meanwhile · mute: its app does not say whether anything waits.
 */
export type DeviceState = "in" | "waiting" | "silent" | "mute"

/** From Friday's last lesson to Tuesday's first: a tablet that a weekend kept in a drawer is not yet missing. */
export const silentAfterMs = 4 * 86_400_000

export function stateOfDevice(
  { seenAt, waiting }: Pick<DeviceStanding, "seenAt" | "waiting">,
  nowMs: number,
): DeviceState {
  if (seenAt === null || nowMs - seenAt > silentAfterMs) return "silent"
  if (waiting === null) return "mute"
  return waiting > 0 ? "waiting" : "in"
}

/** How complete a number is that is made of what the tablets have sent. */
export interface Completeness {
  readonly of: number
  /** Tablets that have sent everything. */
  readonly full: number
  /** When the last of these was heard of, milliseconds; null when there is none. */
  readonly lastAt: number | null
  readonly missing: readonly MissingDevice[]
  readonly isComplete: boolean
}

export interface MissingDevice {
  readonly id: string
  readonly person: string
  readonly seenAt: number | null
  readonly waiting: number | null
  readonly state: Exclude<DeviceState, "in">
}

/**
 * Of which tablets everything is there, judged at `nowMs`. Those that do not count are left out of both numbers.
 * The missing ones come with the longest silence first. A school without any tablet is not complete: nothing is known.
 */
export function completenessOf(devices: readonly DeviceStanding[], nowMs: number): Completeness {
  const counted = devices.filter(({ counts }) => counts)
  const missing: MissingDevice[] = []
  let lastAt: number | null = null
  for (const { id, person, seenAt, waiting } of counted) {
    const state = stateOfDevice({ seenAt, waiting }, nowMs)
    if (state === "in") lastAt = Math.max(lastAt ?? 0, seenAt ?? 0)
    else missing.push({ id, person, seenAt, waiting, state })
  }
  missing.sort((one, other) => (one.seenAt ?? 0) - (other.seenAt ?? 0))
  const full = counted.length - missing.length
  return { of: counted.length, full, lastAt, missing, isComplete: full > 0 && missing.length === 0 }
}
