import { activityOf, type Activity } from "#/domain/activity.ts"
import { classFeed } from "#/domain/feeds.ts"
import { isOpenSlot } from "#/domain/partner-slot.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { registerOf } from "#/domain/register.ts"
import type { Op } from "#/sync/op.ts"

import { isGoneRecord, textIn, textsIn, textsOf, type Changes } from "./changes.ts"
import { readPerson } from "./person.ts"
import { shownOf } from "./shown.ts"
import type { StoredRecord } from "./store.ts"

export async function isPartner(changes: Changes, id: string | null | undefined): Promise<boolean> {
  if (id === null || id === undefined) return false
  return readPerson(await changes.record(id))?.role === "partner"
}

/** The activity as a slot that its leader, a partner, may have now; undefined when it is none or no more. */
export function openSlot(changes: Changes, record: StoredRecord | undefined): Activity | undefined {
  const activity = record === undefined ? undefined : activityOf(shownOf(record))
  const today = new Date(changes.now).toISOString().slice(0, 10)
  return activity !== undefined && isOpenSlot(activity, today) ? activity : undefined
}

/**
 * Whom a partner is told of, slot by slot: those who stand in its register, or would if it were begun now. Remembered
 * as long as nothing of the slots changes: a class is asked about pupil by pupil.
 */
export class SlotLists {
  readonly #changes: Changes
  readonly #lists = new Map<string, ReadonlySet<string>>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  async of(slot: Activity): Promise<ReadonlySet<string>> {
    const known = this.#lists.get(slot.id)
    if (known !== undefined) return known
    const found = await pupilsOf(this.#changes, slot)
    this.#lists.set(slot.id, found)
    return found
  }

  /** Whether the partner needs this class, or this pupil of it, for a slot that is open. */
  async concern(partner: string, schoolClass: string, record: StoredRecord): Promise<boolean> {
    const led = await this.#changes.rows.lessonsLedBy(partner)
    for (const lesson of led.filter((one) => one.class === schoolClass)) {
      const slot = openSlot(this.#changes, await this.#changes.record(lesson.activity))
      if (slot === undefined) continue
      if (record.kind === "class" || (await this.of(slot)).has(record.id)) return true
    }
    return false
  }
}

async function pupilsOf(changes: Changes, slot: Activity): Promise<ReadonlySet<string>> {
  const register = await changes.record(recordIds.register(slot.id))
  const expected: { readonly id: string }[] = []
  for (const id of slot.classes) {
    const ever = await changes.rows.pupilsIn(classFeed(id))
    expected.push(...ever.filter((pupil) => isActiveIn(pupil, id)))
  }
  const shown = register === undefined ? undefined : shownOf(register)
  return new Set(registerOf(slot, shown, expected).list)
}

function isActiveIn(pupil: StoredRecord, schoolClass: string): boolean {
  const isThere = pupil.parent === schoolClass && !isGoneRecord(pupil)
  return isThere && textIn(pupil, "status") !== "archived"
}

/** Whether a partner's op stays within an open slot: by asking for more pupils one would get their names. */
export async function staysInSlot(
  changes: Changes,
  op: Op,
  activity: StoredRecord | undefined,
): Promise<boolean> {
  const slot = openSlot(changes, activity)
  if (slot === undefined) return false
  const marked = Object.keys(op.cells).filter((cell) => cell.startsWith("m:"))
  const named = [...marked.map((cell) => cell.slice(2)), ...textsOf(op.cells["list"]?.value)]
  if (named.length === 0) return true
  const told = await new SlotLists(changes).of(slot)
  return named.every((pupil) => told.has(pupil))
}

/** Whether a change of a register has changed whom it lists. */
export function listsOthers(before: StoredRecord | undefined, after: StoredRecord): boolean {
  const listed = (record: StoredRecord | undefined): string => [...listedIn(record)].sort().join()
  return listed(before) !== listed(after)
}

/** Whom a register names: in its list, in the list of another tablet, or by a mark. */
export function listedIn(register: StoredRecord | undefined): ReadonlySet<string> {
  return new Set([...textsIn(register, "list"), ...rivalsIn(register), ...markedIn(register)])
}

function rivalsIn(record: StoredRecord | undefined): readonly string[] {
  return textsOf(record?.cells["list"]?.rival?.value)
}

function markedIn(record: StoredRecord | undefined): readonly string[] {
  return Object.entries(record?.cells ?? {})
    .filter(([cell, { value }]) => cell.startsWith("m:") && value !== null)
    .map(([cell]) => cell.slice(2))
}
