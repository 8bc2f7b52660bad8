import type { Services } from "./services.tsx"

/** Goes to a fresh document at the same address, with nothing in memory, after what is being written is written. */
export async function lockNow(services: Services): Promise<void> {
  await services.journal.queue.run(async () => undefined)
  location.replace(location.pathname + location.search)
}

export interface LockTimes {
  readonly idleMs: number
  readonly hiddenMs: number
}

/** Locks a place that has a PIN when nobody works with it, in all its tabs together. Returns how to stop. */
export function keepLocking(services: Services, times?: Partial<LockTimes>): () => void {
  throw new Error(`comes with the slots ${services.place.id} ${times?.idleMs}`)
}
