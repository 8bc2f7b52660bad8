import { isClosed } from "#/data/fault-of-disk.ts"
import { endAllKeys, endKeys } from "#/data/revoked.ts"

import { endHandover } from "./handover.ts"
import { uploadRescue } from "./rescue-upload.ts"
import type { Services } from "./services.tsx"

/**
 * The school has ended this person's access, or wiped this tablet: the keys go first, what is unsent goes to the server
 * for the head to decide on, and then the last key goes too. Without a network or a server for it, this is done again
 * at the next contact. Other teachers' places stay as they are.
 */
export async function leaveRevoked(services: Services): Promise<void> {
  const { database } = services.journal
  try {
    // While the key is at hand: what pupils sealed to it becomes unsent work, and goes to the school with that.
    await endHandover(services)
    await endKeys(database)
    const uploaded = await uploadRescue(services)
    if (uploaded.kind !== "failed") await endAllKeys(database)
  } catch (error) {
    if (!isClosed(error)) throw error
  }
}
