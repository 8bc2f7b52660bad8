import { changePlace, deviceRow, placeOf, type Journal } from "#/data/journal.ts"

import { carry, openMark } from "./credentials.ts"
import { newProof, sealMark } from "./new-credentials.ts"

/**
 * Gives the place a secret to prove itself to the server by, if it has none. With the first PIN and not before: until
 * then anybody could read it, and an emptied browser whose cookie is left could not be recognised any more. The session
 * is bound to it by the next request.
 */
export async function ensureProof(journal: Journal): Promise<void> {
  const { database, vault, queue } = journal
  // In the queue: the data key does not turn between sealing and writing.
  await queue.run(async () => {
    const before = (await placeOf(database)).session
    if (before?.proof !== undefined) return
    const creds = await openMark(before, vault)
    const mark = await sealMark({ ...creds, proof: newProof() }, { vault, before })
    await database.transaction("rw", database.meta, async () => {
      await deviceRow(database)
      // Another tab was at it too: whichever was first is the one that the server will know.
      const now = (await placeOf(database)).session
      if (now?.proof === undefined) await changePlace(database, { session: mark })
    })
  })
  carry(database.name, await openMark((await placeOf(database)).session, vault))
}
