import type { Cell, ShownRecord } from "./record.ts"

/** A field of a record that holds two values which did not know each other. */
export interface FieldClash {
  readonly cell: string
  readonly mine: Cell
  readonly theirs: NonNullable<Cell["rival"]>
}

/**
 * Of which fields a teacher is asked to choose. The rest have a rule of their own (two lists of a register are
 * united, a lesson that was held is not planned) or are not worth a question (a tick, an order of items): there
 * the later value stands, and both stay in the history.
 */
const asked: Readonly<Record<string, readonly string[]>> = {
  register: ["m:"],
  activity: ["title", "day", "start", "end", "place", "note", "people", "status"],
  pupil: ["class", "last", "first", "middle", "born", "status"],
  class: ["grade", "letter", "teacher"],
}

/** Clashes the teacher is asked about: not those already answered here and waiting to be sent. */
export function clashesOf(record: ShownRecord): readonly FieldClash[] {
  return Object.entries(record.cells).flatMap(([cell, mine]) =>
    mine.rival === undefined || mine.waits || !isAsked(record.kind, cell, mine)
      ? []
      : [{ cell, mine, theirs: mine.rival }],
  )
}

/** Whether the clash is about a pupil's mark. */
export function isOfMark({ cell }: FieldClash): boolean {
  return cell.startsWith("m:")
}

function isAsked(kind: string, cell: string, { value, rival }: Cell): boolean {
  if (
    kind === "activity" &&
    cell === "status" &&
    (value === "planned" || rival?.value === "planned")
  ) {
    return false
  }
  return (asked[kind] ?? []).some(
    (name) => cell === name || (name.endsWith(":") && cell.startsWith(name)),
  )
}
