/** What a tablet knows of time: its offset to the server, null before the first contact, and its last stamp. */
export interface Ticks {
  readonly offsetMs: number | null
  readonly lastAt: number
}

/**
 * The next stamp: server-corrected, and always later than the one before, so that the order of one
 * device's edits never depends on its clock being set back.
 */
export function nextStamp(ticks: Ticks, nowMs: number): number {
  return Math.max(nowMs + (ticks.offsetMs ?? 0), ticks.lastAt + 1)
}

/** Learns the offset from an answer. */
export function learn(ticks: Ticks, serverNow: number, nowMs: number): Ticks {
  return { ...ticks, offsetMs: serverNow - nowMs }
}
