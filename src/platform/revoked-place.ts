import { isClosed } from "#/data/fault-of-disk.ts"
import { endAllKeys, endKeys } from "#/data/revoked.ts"

import { endHandover } from "./handover.ts"
import { uploadRescue } from "./rescue-upload.ts"
import type { Services } from "./services.tsx"

/**
 * The school has ended this person's access, or wiped this tablet: the keys go first, what is unsent goes to the server
 * for the head to decide on, and then the last key goes too. Without a network or a server for it, or with a full disk,
 * this is done again at the next contact. Other teachers' places stay as they are.
 */
export async function leaveRevoked(services: Services): Promise<void> {
  const { database } = services.journal
  try {
    // While the key is at hand: what pupils sealed to it becomes unsent work, and goes to the school with that.
    const { waiting } = await endHandover(services)
    await endKeys(database, waiting)
    const uploaded = await uploadRescue(services)
    // What a full disk did not take in lies there still, and only this key opens it.
    if (uploaded.kind !== "failed" && waiting === 0) await endAllKeys(database)
  } catch (error) {
    if (!isClosed(error)) throw error
  }
}
