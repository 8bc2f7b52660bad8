import { keepExportNote } from "#/data/export-notes.ts"
import { faultOfDisk } from "#/data/fault-of-disk.ts"
import type { ExportNote } from "#/domain/export-note.ts"

import type { Services } from "./services.tsx"

/**
 * Notes for the school's journal of access that a list has left this tablet. It waits here, sealed, until the server
 * has it. Nobody waits for it: a list is made whether or not it can be noted. Without a school there is no such journal.
 */
export function noteExport(services: Services, note: ExportNote): void {
  const { journal, place, nowMs, newId, sync } = services
  if (place.mode !== "joined") return
  void (async () => {
    try {
      const kept = await keepExportNote(journal, { ...note, id: newId(), at: nowMs() })
      if (kept === "kept") sync.nudge()
    } catch (error) {
      // A full or closed disk is told in a line of its own, and the list is out all the same.
      faultOfDisk(error)
    }
  })()
}
