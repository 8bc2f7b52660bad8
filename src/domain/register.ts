import type { Json } from "#/base/json.ts"

import type { Activity } from "./activity.ts"
import type { FieldClash } from "./clash.ts"
import { clashesOf } from "./clash.ts"
import { isMark, type Mark } from "./mark.ts"
import type { Pupil } from "./pupil.ts"
import { recordIds } from "./record-ids.ts"
import { textsOf, type Edit, type ShownRecord } from "./record.ts"

export const markCell = (pupilId: string): string => `m:${pupilId}`

export interface RegisterMark {
  readonly mark: Mark
  readonly by: string
  readonly at: number
  /** Not yet acknowledged by the server. */
  readonly waits: boolean
}

/**
 * The register of one activity. Its list is its own: pupils who come to the class later do not appear
 * in it and those who leave do not vanish from it. Before the first mark there is no list yet and the
 * class as it is now stands in for it; opening writes nothing.
 */
export interface Register {
  readonly id: string
  readonly activity: string
  /** Ids in no particular order. */
  readonly list: readonly string[]
  /** False until the first mark has made the list its own. */
  readonly listIsOwn: boolean
  readonly marks: ReadonlyMap<string, RegisterMark>
  /** Pupils with two different marks. Unmarked until somebody chooses. */
  readonly clashes: ReadonlyMap<string, FieldClash>
}

/**
 * @param record the stored register, undefined when nothing was marked yet
 * @param pupils the active pupils of the activity's classes today
 */
export function registerOf(
  activity: Pick<Activity, "id" | "group">,
  record: ShownRecord | undefined,
  pupils: readonly Pick<Pupil, "id">[],
): Register {
  const id = recordIds.register(activity.id)
  const today = pupils.map((pupil) => pupil.id)
  const expected = activity.group.length > 0 ? activity.group : today
  if (record === undefined) {
    return {
      id,
      activity: activity.id,
      list: expected,
      listIsOwn: false,
      marks: new Map(),
      clashes: new Map(),
    }
  }
  const clashes = new Map(
    clashesOf(record)
      .filter((clash) => clash.cell.startsWith("m:"))
      .map((clash) => [clash.cell.slice(2), clash]),
  )
  const marks = new Map<string, RegisterMark>()
  for (const [name, { value, by, at, waits }] of Object.entries(record.cells)) {
    const pupil = name.slice(2)
    if (name.startsWith("m:") && isMark(value) && !clashes.has(pupil)) {
      marks.set(pupil, { mark: value, by, at, waits })
    }
  }
  return {
    id,
    activity: activity.id,
    ...listOf(record, expected, [...marks.keys(), ...clashes.keys()]),
    marks,
    clashes,
  }
}

/** Two tablets may have made the list each for itself, offline: nobody on either is lost. */
function listOf(
  record: ShownRecord,
  expected: readonly string[],
  marked: readonly string[],
): Pick<Register, "list" | "listIsOwn"> {
  const own = textsOf(record, "list")
  const rival = record.cells["list"]?.rival?.value
  const other = Array.isArray(rival) ? rival.filter((item) => typeof item === "string") : []
  const listIsOwn = own.length > 0 || other.length > 0
  const list = listIsOwn ? [...own, ...other] : expected
  return { list: [...new Set([...list, ...marked])], listIsOwn }
}

/** Sets one pupil's mark, or clears it with null. The first mark makes the list the register's own. */
export function markEdit(register: Register, pupilId: string, mark: Mark | null): Edit {
  return editOf(register, { [markCell(pupilId)]: mark })
}

/** «Остальные — были»: fills only those unmarked; a clash is left alone; a mark made meanwhile stays. */
export function fillRestEdit(register: Register, mark: Mark): Edit {
  const rest = unmarkedIn(register)
  const cells = Object.fromEntries(rest.map((pupil) => [markCell(pupil), mark as Json]))
  const was = Object.fromEntries(rest.map((pupil) => [markCell(pupil), null]))
  return { ...editOf(register, cells), was }
}

/** Takes pupils who joined later into this register's list. */
export function widenListEdit(register: Register, pupilIds: readonly string[]): Edit {
  const { id, activity } = register
  const list = [...new Set([...register.list, ...pupilIds])]
  return { id, kind: "register", cells: { activity, list } }
}

function editOf(register: Register, cells: Record<string, Json>): Edit {
  const { id, activity } = register
  const frame = register.listIsOwn ? {} : { activity, list: [...register.list] }
  return { id, kind: "register", cells: { ...frame, ...cells } }
}

export function unmarkedIn(register: Register): readonly string[] {
  return register.list.filter((pupil) => !register.marks.has(pupil) && !register.clashes.has(pupil))
}

export interface RegisterTally {
  readonly total: number
  /** Settled marks; a clash does not count. */
  readonly marked: number
  readonly byMark: Readonly<Partial<Record<Mark, number>>>
}

export function tallyOf(register: Register): RegisterTally {
  const byMark: Partial<Record<Mark, number>> = {}
  for (const { mark } of register.marks.values()) byMark[mark] = (byMark[mark] ?? 0) + 1
  return { total: register.list.length, marked: register.marks.size, byMark }
}
