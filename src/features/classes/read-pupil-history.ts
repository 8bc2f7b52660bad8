import { sameJson, type Json } from "#/base/json.ts"
import { readHistory, type PastChange } from "#/data/history.ts"
import type { Journal } from "#/data/journal.ts"
import { readClassNames } from "#/data/read-class.ts"
import type { Activity } from "#/domain/activity.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { valueOf, type ShownRecord } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"

import type { ClassView } from "./read-class-view.ts"

/** One line of a pupil's history: a change of the pupil, or of the pupil's mark in a register of the class. */
export interface PupilPast {
  readonly key: string
  readonly rec: string
  readonly kind: "pupil" | "register"
  readonly cell: string
  readonly from: Json
  readonly to: Json
  readonly by: string
  readonly at: number
  /** The activity whose register it is. */
  readonly activity: Activity | undefined
  /** The line that made the record: there is nothing before it to go back to. */
  readonly isFirst: boolean
  /** Whether the value is still the one of this line: then putting back does something. */
  readonly stands: boolean
}

export interface PupilHistoryReading {
  readonly lines: readonly PupilPast[]
  /** «7Б» by id, for a pupil who has moved. */
  readonly classNames: ReadonlyMap<string, string>
}

/** Everything that happened to a pupil here, the newest first. */
export async function readPupilHistory(
  journal: Journal,
  view: ClassView,
  pupil: Pupil,
): Promise<PupilHistoryReading> {
  const registers = new Map(view.activities.map((held) => [held.register.id, held.activity]))
  const stored = new Map(view.registers.map((record) => [record.id, record]))
  const [past, classNames] = await Promise.all([
    readHistory(journal, [pupil.id, ...registers.keys()]),
    readClassNames(journal),
  ])
  const lines = past.flatMap((line) => {
    const isPupil = line.rec === pupil.id
    const record = isPupil ? pupil.record : stored.get(line.rec)
    const kind = isPupil ? "pupil" : "register"
    const activity = registers.get(line.rec)
    return linesOf(line, { pupil, isPupil }).map((change): PupilPast => ({
      key: `${line.key} ${change.cell}`,
      rec: line.rec,
      kind,
      ...change,
      by: line.by,
      at: line.at,
      activity,
      stands: record !== undefined && stillHas(record, change.cell, change.to),
    }))
  })
  return { lines, classNames }
}

type Line = Pick<PupilPast, "cell" | "from" | "to" | "isFirst">

function linesOf(
  line: PastChange,
  { pupil, isPupil }: { readonly pupil: Pupil; readonly isPupil: boolean },
): readonly Line[] {
  if (!isPupil) {
    const mark = line.changes.filter(({ cell }) => cell === markCell(pupil.id))
    return mark.map((change) => ({ ...change, isFirst: false }))
  }
  // The first line has every field: one line says it.
  const first = line.changes.find(({ cell, from }) => cell === "last" && from === null)
  if (first !== undefined) return [{ ...first, isFirst: true }]
  return line.changes.map((change) => ({ ...change, isFirst: false }))
}

function stillHas(record: ShownRecord, cell: string, value: Json): boolean {
  return sameJson(valueOf(record, cell), value)
}
