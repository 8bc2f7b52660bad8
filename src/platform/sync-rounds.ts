import { uuidV7 } from "#/base/uuid.ts"
import { faultOfDisk } from "#/data/fault-of-disk.ts"
import type { Journal, Seeds } from "#/data/journal.ts"
import { noteContact } from "#/data/lease-notes.ts"
import { readLeaseDays } from "#/data/read-lease-days.ts"
import { syncStoreOf, type AboutTablet } from "#/data/sync-store.ts"
import { syncRounds, type RoundsOutcome } from "#/sync/engine.ts"

import { sendKey } from "./escrow.ts"
import { sendExportNotes } from "./send-export-notes.ts"
import { readWhetherKept } from "./storage-state.ts"
import { httpTransportOf } from "./transport.ts"
import { appVersion } from "./version.ts"

/** The rounds of this tablet over HTTP. A part of its own: it is loaded after the first screen stands. */
export async function httpRounds(
  journal: Journal,
  seeds: () => Seeds,
  onProgress: (left: number, total: number) => void,
): Promise<RoundsOutcome | ReturnType<typeof faultOfDisk>> {
  const { database } = journal
  let isAnswered = false
  const line = httpTransportOf(database.name)
  try {
    const outcome = await syncRounds({
      store: syncStoreOf(journal, seeds, aboutTablet),
      transport: {
        post: async (request) => {
          const reply = await line.post(request)
          isAnswered ||= reply.kind === "answer"
          return reply
        },
      },
      nowMs: () => seeds().nowMs,
      marker: () => uuidV7(seeds().nowMs, seeds().random(10)),
      onProgress,
    })
    if (isAnswered && outcome.kind !== "revoked") {
      await noteContact(database, seeds().nowMs, await readLeaseDays(database))
    }
    // Whether the server keeps the key as well: what comes of it is tried again next time.
    if (outcome.kind === "quiet") {
      await sendKey(journal, seeds().nowMs)
      await sendExportNotes(journal)
    }
    return outcome
  } catch (error) {
    return faultOfDisk(error)
  }
}

async function aboutTablet(): Promise<AboutTablet> {
  const kept = await readWhetherKept()
  return { app: appVersion, kept: kept === "unknown" ? null : kept === "kept" }
}
