import { sameJson, type Json } from "#/base/json.ts"
import { undoEdit, type PastChange } from "#/data/history.ts"
import { keepOwnLists } from "#/domain/keep-own-lists.ts"
import { isMark, type Mark } from "#/domain/mark.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { valueOf, type Edit, type ShownRecord } from "#/domain/record.ts"

type LessonRecord = "activity" | "register" | "checklist"

/** What one change did, before it is put into words. */
export type Happened =
  | { readonly kind: "planned" }
  | { readonly kind: "mark"; readonly pupil: string; readonly mark: Mark | null }
  /** Several pupils were unmarked and were given the same mark: «Остальные — были». */
  | { readonly kind: "filled"; readonly mark: Mark; readonly count: number }
  | { readonly kind: "cleared"; readonly count: number }
  | { readonly kind: "marks"; readonly count: number }
  | { readonly kind: "list"; readonly added: readonly string[] }
  | { readonly kind: "tick"; readonly item: string; readonly done: boolean }
  | { readonly kind: "ticks"; readonly count: number }
  | { readonly kind: "items" }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "status"; readonly status: "planned" | "held" | "cancelled" }
  | { readonly kind: "people"; readonly count: number }
  | { readonly kind: "gone"; readonly gone: boolean }
  | { readonly kind: "fields"; readonly fields: readonly string[] }

/** One line of a lesson's history. */
export interface HistoryEntry {
  readonly key: number
  readonly at: number
  readonly by: string
  readonly happened: Happened
  /** Puts back what stood before; undefined for what is not taken back here, such as the planning itself. */
  readonly undo: Edit | undefined
  /** False when everything of it has been changed since. */
  readonly stands: boolean
}

/** Keys typed within this time by one person are one change of the note. */
const onePieceMs = 10 * 60_000

interface Given {
  readonly activity: string
  /** The newest first, as `readHistory` gives it. */
  readonly past: readonly PastChange[]
  /** The records as they are now, to know what an undo could still do. */
  readonly records: readonly ShownRecord[]
  /** Only what happened to this pupil's mark. */
  readonly pupil?: string | undefined
}

/** The history of one lesson, the newest first: what was typed in one go is one line, a filled register too. */
export function historyEntries(given: Given): readonly HistoryEntry[] {
  const kinds = new Map<string, LessonRecord>([
    [given.activity, "activity"],
    [recordIds.register(given.activity), "register"],
    [recordIds.checklist(given.activity), "checklist"],
  ])
  const now = new Map(given.records.map((record) => [record.id, record]))
  const { pupil } = given
  const past = pupil === undefined ? given.past : given.past.flatMap((one) => ofPupil(one, pupil))
  return inOnePiece(past).flatMap((change) => {
    const kind = kinds.get(change.rec)
    const happened = kind === undefined ? undefined : happenedIn(kind, change)
    if (kind === undefined || happened === undefined) return []
    const undo = happened.kind === "planned" ? undefined : keepOwnLists([undoEdit(kind, change)])[0]
    return [
      {
        key: change.key,
        at: change.at,
        by: change.by,
        happened,
        undo,
        stands: undo !== undefined && standsIn(now.get(change.rec), undo),
      },
    ]
  })
}

function ofPupil(change: PastChange, pupil: string): readonly PastChange[] {
  const changes = change.changes.filter(({ cell }) => cell === `m:${pupil}`)
  return changes.length === 0 ? [] : [{ ...change, changes }]
}

function inOnePiece(past: readonly PastChange[]): readonly PastChange[] {
  const joined: PastChange[] = []
  for (const change of past) {
    const newer = joined[joined.length - 1]
    const newest = newer?.changes[0]
    const oldest = change.changes[0]
    if (
      newer !== undefined &&
      newest !== undefined &&
      oldest !== undefined &&
      isNoteOnly(newer) &&
      isNoteOnly(change) &&
      newer.rec === change.rec &&
      newer.by === change.by &&
      newer.at - change.at < onePieceMs &&
      sameJson(oldest.to, newest.from)
    ) {
      joined[joined.length - 1] = { ...newer, changes: [{ ...newest, from: oldest.from }] }
    } else {
      joined.push(change)
    }
  }
  return joined
}

function isNoteOnly({ changes }: PastChange): boolean {
  return changes.length === 1 && changes[0]?.cell === "note"
}

function standsIn(record: ShownRecord | undefined, undo: Edit): boolean {
  return (
    record !== undefined &&
    Object.entries(undo.was ?? {}).some(
      ([cell, to]) => cell in undo.cells && sameJson(valueOf(record, cell), to),
    )
  )
}

function happenedIn(kind: LessonRecord, { changes }: PastChange): Happened | undefined {
  if (changes.length === 0) return undefined
  if (kind === "register") return happenedInRegister(changes)
  return kind === "checklist" ? happenedInChecklist(changes) : happenedInActivity(changes)
}

type Changes = PastChange["changes"]

function happenedInRegister(changes: Changes): Happened | undefined {
  const marks = changes.filter(({ cell }) => cell.startsWith("m:"))
  const [first] = marks
  if (first === undefined) {
    const list = changes.find(({ cell }) => cell === "list")
    if (list === undefined) return undefined
    const before = new Set(textsIn(list.from))
    return { kind: "list", added: textsIn(list.to).filter((id) => !before.has(id)) }
  }
  const mark = isMark(first.to) ? first.to : null
  if (marks.length === 1) return { kind: "mark", pupil: first.cell.slice(2), mark }
  const alike = marks.every(({ to }) => sameJson(to, first.to))
  if (alike && mark === null) return { kind: "cleared", count: marks.length }
  if (alike && mark !== null && marks.every(({ from }) => from === null)) {
    return { kind: "filled", mark, count: marks.length }
  }
  return { kind: "marks", count: marks.length }
}

function happenedInChecklist(changes: Changes): Happened {
  const ticks = changes.filter(({ cell }) => cell.startsWith("t:"))
  const [first] = ticks
  if (first === undefined) return { kind: "items" }
  if (ticks.length > 1) return { kind: "ticks", count: ticks.length }
  return { kind: "tick", item: first.cell.slice(2), done: first.to === true }
}

function happenedInActivity(changes: Changes): Happened {
  const to = new Map(changes.map(({ cell, to: value }) => [cell, value]))
  const made = changes.find(({ cell }) => cell === "kind")
  if (made !== undefined && made.from === null) return { kind: "planned" }
  if (to.has("gone")) return { kind: "gone", gone: to.get("gone") === true }
  const [only] = changes
  if (changes.length === 1 && only !== undefined) {
    const told = oneField(only.cell, only.to)
    if (told !== undefined) return told
  }
  return { kind: "fields", fields: changes.map(({ cell }) => cell) }
}

function oneField(cell: string, to: Json): Happened | undefined {
  if (cell === "note") return { kind: "note", text: typeof to === "string" ? to : "" }
  if (cell === "people" && typeof to === "number") return { kind: "people", count: to }
  if (cell === "status" && (to === "planned" || to === "held" || to === "cancelled")) {
    return { kind: "status", status: to }
  }
  return undefined
}

function textsIn(value: Json): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : []
}
