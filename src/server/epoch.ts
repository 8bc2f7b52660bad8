import type { Services } from "./services.ts"

/**
 * A new epoch: tablets then build their copies anew and send again what this database lacks. Never
 * one that was used before, even if the same backup is restored twice: it grows with the clock.
 */
export async function nextEpoch({
  store,
  nowMs,
}: Pick<Services, "store" | "nowMs">): Promise<number> {
  return store.transaction(async ({ door }) => {
    const epoch = Math.max((await door.epoch()) + 1, Math.floor(nowMs() / 1_000))
    await door.setEpoch(epoch)
    return epoch
  })
}
