import type { Answers } from "#/domain/instrument/instrument.ts"

import type { HandoverDatabase } from "./handover-database.ts"
import { answersSeat, openVisitVault, privateKeySeat } from "./handover-keys.ts"
import type { FinishedRow, HandoverRow, InProgressRow, TakenRow } from "./handover-rows.ts"
import type { Journal } from "./journal.ts"

/** A sitting as the teacher's key opens it. */
export interface OpenedSitting {
  readonly sitting: string
  readonly activity: string
  readonly pupil: string
  readonly instrument: string
  readonly version: number
  readonly startedAt: number
  /** Null for one that was put away. */
  readonly finishedAt: number | null
  readonly seconds: number
  readonly continues: string | null
  readonly answers: Answers
}

type SealedRow = InProgressRow | FinishedRow

export interface Opened {
  readonly opened: readonly OpenedSitting[]
  /** Somebody has changed their bytes, or the disk has: nobody can open them. The others are none the worse for it. */
  readonly damaged: number
}

/** Opens what pupils have sealed, with the place's key and never inside a transaction. */
export async function openSealed(
  { vault }: Journal,
  handover: HandoverRow,
  rows: readonly SealedRow[],
): Promise<Opened> {
  if (rows.length === 0) return { opened: [], damaged: 0 }
  const seat = privateKeySeat(handover.id)
  const privateKey = await vault.open<JsonWebKey>(seat, handover.privateKey)
  const tried = await Promise.all(rows.map((row) => openRow(row, { handover, privateKey })))
  const opened = tried.filter((one) => one !== undefined)
  return { opened, damaged: rows.length - opened.length }
}

async function openRow(
  row: SealedRow,
  { handover, privateKey }: { readonly handover: HandoverRow; readonly privateKey: JsonWebKey },
): Promise<OpenedSitting | undefined> {
  try {
    return {
      sitting: row.sitting,
      activity: handover.activity,
      pupil: row.pupil,
      instrument: handover.instrument.code,
      version: handover.instrument.version,
      startedAt: row.startedAt,
      finishedAt: row.state === "finished" ? row.finishedAt : null,
      seconds: row.seconds,
      continues: row.continues,
      answers: await answersIn(row, privateKey),
    }
  } catch (error) {
    if (isUnopened(error)) return undefined
    throw error
  }
}

/** Not what was sealed (a vault tries each of its keys), or no point of the curve. */
function isUnopened(error: unknown): boolean {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  return errors.every((one) => one instanceof Error && unopened.has(one.name))
}

const unopened = new Set(["OperationError", "DataError"])

async function answersIn(row: SealedRow, privateKey: JsonWebKey): Promise<Answers> {
  const visits = row.visits.map(async ({ ephemeral, v, ct }, visit) => {
    const seat = { handover: row.handover, pupil: row.pupil, sitting: row.sitting, visit }
    const vault = await openVisitVault(privateKey, ephemeral, seat)
    return vault.open<Answers>(answersSeat(seat, v), ct)
  })
  return Object.assign({}, ...(await Promise.all(visits)))
}

/** Forgets the answers of one whose record is on the disk. What was written since by a pupil stays. */
export function forgetTaken(
  { pupils }: HandoverDatabase,
  { sitting, pupil }: Pick<OpenedSitting, "sitting" | "pupil">,
): Promise<void> {
  return pupils.db.transaction("rw", pupils, async () => {
    const row = await pupils.get(pupil)
    if (row === undefined || row.state === "not-started" || row.sitting !== sitting) return
    const { handover, answered, of, seconds } = row
    const taken: TakenRow = { state: "taken", pupil, handover, sitting, answered, of, seconds }
    await pupils.put(taken)
  })
}
