import { beginChanges } from "./changes.ts"
import { eraseResults } from "./erase-results.ts"
import type { Erasure } from "./erasure-ledger.ts"
import { depersonalise, erasePupil } from "./retention.ts"
import { mintScope } from "./scope.ts"
import type { Services } from "./services.ts"

/**
 * Takes away again what the book of erasures names and this database still has: it was put back from a copy made
 * before. Before anything is served. Gives how many erasures had to be repeated; an entry of a school that is not here
 * (another server's book) is passed over.
 */
export async function eraseAgain(services: Services): Promise<number> {
  const entries = services.ledger?.read() ?? []
  if (entries.length === 0) return 0
  const schools = new Set(await services.store.transaction((tx) => tx.door.schools()))
  let repeated = 0
  for (const entry of entries) {
    if (schools.has(entry.school) && (await repeat(services, entry))) repeated += 1
  }
  return repeated
}

/** Whether there was anything left to take away. */
async function repeat(services: Services, entry: Erasure): Promise<boolean> {
  const { school, by } = entry
  return services.store.transaction(async (tx) => {
    const rows = tx.school(mintScope({ school, person: by }))
    const now = services.nowMs()
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    const before = changes.seq()
    switch (entry.what) {
      case "pupil":
        await erasePupil(changes, { pupil: entry.pupil, by })
        break
      case "results":
        await eraseResults(changes, { pupil: entry.pupil, by, writtenUpTo: entry.at })
        break
      case "year": {
        const { year, pupils } = entry
        await depersonalise(changes, { year, pupils, by, random: services.randomBytes })
        break
      }
    }
    if (changes.seq() === before) return false
    await changes.finish()
    const detail = entry.what === "year" ? { year: entry.year } : { pupil: entry.pupil }
    await rows.audit({ at: now, person: by, device: null, what: "erased-again", detail })
    return true
  })
}
