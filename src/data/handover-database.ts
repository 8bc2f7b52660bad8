import { Dexie, type Table } from "dexie"

import { handoverName } from "./handover-name.ts"
import type { HandoverRow, PupilRow } from "./handover-rows.ts"

/**
 * What lies between a teacher's journal and the pupils: no key of the journal opens in it, and nothing in it opens
 * without that key but the list of who sits today.
 */
export class HandoverDatabase extends Dexie {
  declare readonly handover: Table<HandoverRow, string>
  declare readonly pupils: Table<PupilRow, string>

  constructor(name = handoverName) {
    // Without "strict" a dead battery would take an answer that the pupil has seen the next question after.
    super(name, { chromeTransactionDurability: "strict" })
    this.version(1).stores({ handover: "key", pupils: "pupil" })
    // It goes when the hand-over has ended: a tab that still shows it must not hold it, nor make it anew.
    this.on("versionchange", () => {
      this.close({ disableAutoOpen: true })
      return false
    })
  }
}

/** The hand-over that stands now; undefined for none. */
export function handoverIn(database: HandoverDatabase): Promise<HandoverRow | undefined> {
  return database.handover.get("handover")
}
