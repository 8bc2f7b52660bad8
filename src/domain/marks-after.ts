import type { DiagnosticMark } from "./mark.ts"
import type { Edit } from "./record.ts"
import { markCell, markEdit, type Register } from "./register.ts"
import type { Sitting } from "./sitting.ts"

/**
 * What the sittings of a diagnostic say in its register: finished where one of a pupil's was finished, else unfinished.
 * Undefined when they say nothing new. A mark is set only where there is none, or where it goes on from one that a
 * sitting overtakes (not started → unfinished → finished); what a person marked otherwise, and a clash, is left alone,
 * and a mark made meanwhile stays (`was`). Who has no sitting gets no mark: another tablet may hold it.
 *
 * @param sittings of any activities; those of the register's count
 */
export function marksAfter(sittings: readonly Sitting[], register: Register): Edit | undefined {
  const told = [...saidBy(sittings, register.activity)].filter(([pupil, mark]) =>
    overtakes(mark, pupil, register),
  )
  const [first] = told
  if (first === undefined) return undefined
  // The list goes along with the first mark, as it does with a person's.
  const edit = markEdit(register, ...first)
  const cells = Object.fromEntries(told.map(([pupil, mark]) => [markCell(pupil), mark]))
  const was = Object.fromEntries(
    told.map(([pupil]) => [markCell(pupil), register.marks.get(pupil)?.mark ?? null]),
  )
  return { ...edit, cells: { ...edit.cells, ...cells }, was }
}

/** What the sittings of one diagnostic say of each pupil. */
export function saidBy(
  sittings: readonly Sitting[],
  activity: string,
): ReadonlyMap<string, DiagnosticMark> {
  const said = new Map<string, DiagnosticMark>()
  for (const sitting of sittings) {
    if (sitting.activity !== activity) continue
    const isFinished = sitting.end.kind === "finished" || said.get(sitting.pupil) === "finished"
    said.set(sitting.pupil, isFinished ? "finished" : "unfinished")
  }
  return said
}

const order: readonly string[] = ["not-started", "unfinished", "finished"]

function overtakes(mark: DiagnosticMark, pupil: string, { marks, clashes }: Register): boolean {
  if (clashes.has(pupil)) return false
  const now = marks.get(pupil)?.mark
  return now === undefined || (order.includes(now) && order.indexOf(mark) > order.indexOf(now))
}
