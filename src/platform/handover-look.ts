import { Dexie } from "dexie"

import { handoverIn, HandoverDatabase } from "#/data/handover-database.ts"
import { handoverName } from "#/data/handover-name.ts"
import type { HandoverRow, PupilRow } from "#/data/handover-rows.ts"
import { shownState } from "#/data/pupils-side.ts"

import { databaseNames } from "./place-names.ts"

/** A hand-over as it shows without any key. */
export interface HandoverLook {
  /** The place's id. */
  readonly owner: string
  readonly activity: string
  /** Pupils may still go on, now or once the tablet is given back to them. */
  readonly isOpen: boolean
  /** The tablet is in their hands now. */
  readonly isWithPupils: boolean
  readonly pupils: readonly {
    readonly pupil: string
    readonly state: "not-started" | "in-progress" | "finished"
    readonly answered: number
    readonly of: number
    readonly seconds: number
  }[]
}

/** Plain states, no key needed: for the session screen and the lock screen. */
export async function lookAtHandover(): Promise<HandoverLook | undefined> {
  return inHandover(async (database) => {
    const [row, rows] = await Promise.all([handoverIn(database), database.pupils.toArray()])
    if (row === undefined) return undefined
    return {
      owner: row.owner,
      activity: row.activity,
      isOpen: true,
      isWithPupils: row.stage === "pupils",
      pupils: rows.map(({ pupil, state, answered, of, seconds }) => ({
        pupil,
        state: shownState(state),
        answered,
        of,
        seconds,
      })),
    }
  })
}

/** The database of the teacher whose pupils hold the tablet, who alone leads out; undefined while nobody's do. */
export async function whoseHandover(): Promise<
  Pick<HandoverRow, "database" | "activity"> | undefined
> {
  const row = await inHandover(handoverIn)
  if (row === undefined || row.stage !== "pupils") return undefined
  const { database, activity } = row
  if ((await databaseNames()).includes(database)) return { database, activity }
  // The teacher's place is gone from this tablet, and with it the only key to what was sealed.
  await Dexie.delete(handoverName)
  return undefined
}

/** A teacher has unlocked: the tablet is out of pupils' hands, and its other rules hold again. */
export async function takeTabletBack(): Promise<void> {
  await inHandover((database) => {
    const { handover } = database
    return database.transaction("rw", handover, async () => {
      const row = await handoverIn(database)
      if (row?.stage === "pupils") await handover.put({ ...row, stage: "teacher" })
    })
  })
}

/** How many sittings of a place wait here for its key. */
export async function countSealed(owner: string): Promise<number> {
  const rows = await inHandover(async (database) => {
    const row = await handoverIn(database)
    return row?.owner === owner ? database.pupils.toArray() : []
  })
  return (rows ?? []).filter(isSealed).length
}

/** Whether it holds answers that are in no journal yet. */
export function isSealed(row: PupilRow): row is Extract<PupilRow, { readonly visits: unknown }> {
  return row.state === "finished" || (row.state === "in-progress" && row.answered > 0)
}

/** Opens the hand-over's database for one job; undefined when there is none, and none is made by asking. */
export async function inHandover<T>(
  run: (database: HandoverDatabase) => PromiseLike<T>,
): Promise<T | undefined> {
  if (!(await databaseNames()).includes(handoverName)) return undefined
  const database = new HandoverDatabase()
  try {
    await database.open()
    return await run(database)
  } finally {
    database.close({ disableAutoOpen: true })
  }
}
