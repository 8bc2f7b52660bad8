import { countCarried } from "#/data/carried.ts"
import { isClosed } from "#/data/fault-of-disk.ts"
import { rescueNote } from "#/data/rescue.ts"

import { deliverCarried, learnServerKey } from "./rescue-import.ts"
import type { Services } from "./services.tsx"

/** The server's key changes only when its file is lost, the secret of the session with a new sign-in. */
const askAgainMs = 86_400_000
/** A server without a key may get one. */
const askAgainWithoutMs = 3_600_000

/**
 * After every contact with the server: brings what this tablet carries for others, and learns the key by which it would
 * seal its own. Returns how to stop.
 */
export function keepInContact(services: Services): () => void {
  const { sync, journal, nowMs } = services
  let isBusy = false
  const attend = async (): Promise<void> => {
    if (isBusy || sync.link().kind !== "resting") return
    isBusy = true
    try {
      if ((await countCarried(journal.database)) > 0) await deliverCarried(services)
      const { serverKey, toldAt } = await rescueNote(journal)
      const waitMs = serverKey === null ? askAgainWithoutMs : askAgainMs
      if (Math.abs(nowMs() - toldAt) > waitMs) await learnServerKey(services)
    } catch (error) {
      // A closed database is told in a line of its own.
      if (!isClosed(error)) throw error
    } finally {
      isBusy = false
    }
  }
  const hear = (): void => void attend()
  hear()
  return sync.subscribe(hear)
}
