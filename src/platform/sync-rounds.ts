import { uuidV7 } from "#/base/uuid.ts"
import { faultOfDisk } from "#/data/fault-of-disk.ts"
import type { Journal, Seeds } from "#/data/journal.ts"
import { syncStoreOf, type AboutTablet } from "#/data/sync-store.ts"
import { syncRounds, type RoundsOutcome } from "#/sync/engine.ts"

import { readWhetherKept } from "./storage-state.ts"
import { httpTransportOf } from "./transport.ts"
import { appVersion } from "./version.ts"

/** The rounds of this tablet over HTTP. A part of its own: it is loaded after the first screen stands. */
export async function httpRounds(
  journal: Journal,
  seeds: () => Seeds,
  onProgress: (left: number, total: number) => void,
): Promise<RoundsOutcome | ReturnType<typeof faultOfDisk>> {
  try {
    return await syncRounds({
      store: syncStoreOf(journal, seeds, aboutTablet),
      transport: httpTransportOf(journal.database.name),
      nowMs: () => seeds().nowMs,
      marker: () => uuidV7(seeds().nowMs, seeds().random(10)),
      onProgress,
    })
  } catch (error) {
    return faultOfDisk(error)
  }
}

async function aboutTablet(): Promise<AboutTablet> {
  const kept = await readWhetherKept()
  return { app: appVersion, kept: kept === "unknown" ? null : kept === "kept" }
}
