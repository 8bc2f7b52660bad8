import { uuidV7 } from "#/base/uuid.ts"
import { faultOfDisk } from "#/data/fault-of-disk.ts"
import { HandoverDatabase } from "#/data/handover-database.ts"
import { handoverName } from "#/data/handover-name.ts"
import type { ListedPupil } from "#/data/handover-rows.ts"
import {
  beginVisit,
  finishVisit,
  readPupilsSide,
  saveStep,
  type BegunVisit,
  type PupilsSideRead,
  type Saved,
  type Step,
  type Visit,
} from "#/data/pupils-side.ts"

import { databaseNames } from "./place-names.ts"

/** All that the pupils' document may do. No place, no key and no network is within its reach. */
export interface PupilsPlace {
  readonly read: () => Promise<PupilsSideRead | { readonly kind: "closed" }>
  readonly begin: (pupil: ListedPupil) => Promise<BegunVisit>
  readonly save: (visit: Visit, step: Step) => Promise<Saved>
  /** @param isWhole whether the instrument ends with it, and does not go on another day */
  readonly finish: (visit: Visit, step: Step, isWhole: boolean) => Promise<Saved>
  /** A fresh document, so that nothing of one pupil stays in memory for the next. */
  readonly renew: () => void
  /** Milliseconds that only go on, for the time in front of the tablet. */
  readonly ticks: () => number
}

export function openPupilsPlace(): PupilsPlace {
  let opened: HandoverDatabase | undefined
  const database = (): HandoverDatabase => (opened ??= new HandoverDatabase())
  return {
    read: async () => {
      // A look must not make an empty one where nothing was handed over.
      if (!(await databaseNames()).includes(handoverName)) return { kind: "none" }
      try {
        return await readPupilsSide(database())
      } catch (error) {
        faultOfDisk(error)
        return { kind: "closed" }
      }
    },
    begin: (pupil) => beginVisit(database(), pupil, { nowMs: Date.now(), newId }),
    save: (visit, step) => saveStep(database(), visit, step),
    finish: (visit, step, isWhole) =>
      finishVisit(database(), visit, { ...step, finishedAt: isWhole ? Date.now() : null }),
    renew: () => location.replace(location.pathname),
    ticks: () => performance.now(),
  }
}

function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}
