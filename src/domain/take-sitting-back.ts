import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"

import { marksAfter, saidBy } from "./marks-after.ts"
import { goneCell, type Edit } from "./record.ts"
import { markCell, type Register } from "./register.ts"
import type { Attempt, Sitting } from "./sitting.ts"

/** A change, and what takes it back whole. */
export interface Reversible {
  readonly edits: readonly Edit[]
  readonly back: readonly Edit[]
}

interface Given {
  /** What is not the pupil's own. Parts of it that were taken in another diagnostic stay. */
  readonly attempt: Attempt
  /** Every sitting of the diagnostic. */
  readonly sittings: readonly Sitting[]
  readonly register: Register
}

/** «Проходил другой ученик»: the sitting is gone, and with it the mark that came of it. */
export function takeSittingBack(given: Given): Reversible {
  const { register } = given
  const changes = changeOfMark(given)
  return {
    edits: [...goneEdits(given, true), ...registerEdits(register, changes)],
    back: [...goneEdits(given, null), ...registerEdits(register, changes.map(reversed))],
  }
}

/**
 * The same answers under the right pupil: a new sitting with this id, for what was written never changes. Where it went
 * on with a part of another diagnostic it is unfinished for the right pupil, who has not got that part. Whether the
 * right pupil may sit is for the caller to ask (`gateFor`).
 */
export function giveSittingTo(
  { pupil, id }: { readonly pupil: string; readonly id: string },
  given: Given,
): Reversible {
  const { register } = given
  const sitting = asIfOf(pupil, given)
  const told = marksAfter([...given.sittings, { ...sitting, id }], register)
  const cell = markCell(pupil)
  const now = told?.cells[cell]
  const changes = [
    ...changeOfMark(given),
    ...(now === undefined ? [] : [{ cell, from: told?.was?.[cell] ?? null, to: now }]),
  ]
  const made: Edit = { id, kind: "sitting", cells: cellsOf(sitting) }
  return {
    edits: [...goneEdits(given, true), made, ...registerEdits(register, changes)],
    back: [
      ...goneEdits(given, null),
      { id, kind: "sitting", cells: { [goneCell]: true } },
      ...registerEdits(register, changes.map(reversed)),
    ],
  }
}

function partsHere({ attempt, register }: Given): readonly Sitting[] {
  return attempt.parts.filter(({ activity }) => activity === register.activity)
}

function asIfOf(pupil: string, given: Given): Sitting {
  const parts = partsHere(given)
  const isWhole = parts.length === given.attempt.parts.length
  const [first, last] = [must(parts[0]), must(parts.at(-1))]
  return {
    ...last,
    pupil,
    startedAt: first.startedAt,
    end: isWhole ? last.end : { kind: "unfinished" },
    seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
    answers: Object.assign({}, ...parts.map(({ answers }) => answers)),
    continues: undefined,
  }
}

function cellsOf(sitting: Sitting): Record<string, Json> {
  const { activity, pupil, instrument, version, startedAt, end, seconds, answers } = sitting
  const cells = {
    activity,
    pupil,
    instrument,
    version,
    startedAt,
    seconds,
    answers: { ...answers },
  }
  return end.kind === "finished" ? { ...cells, finishedAt: end.at } : cells
}

function goneEdits(given: Given, gone: true | null): readonly Edit[] {
  return partsHere(given).map(({ id }) => ({ id, kind: "sitting", cells: { [goneCell]: gone } }))
}

interface Change {
  readonly cell: string
  readonly from: Json
  readonly to: Json
}

/** The mark, as long as it says what the sittings said: one that a person put over it stays. */
function changeOfMark(given: Given): readonly Change[] {
  const { attempt, sittings, register } = given
  const { pupil } = attempt
  const gone = new Set(partsHere(given).map(({ id }) => id))
  const rest = sittings.filter(({ id }) => !gone.has(id))
  const from = saidBy(sittings, register.activity).get(pupil) ?? null
  const to = saidBy(rest, register.activity).get(pupil) ?? null
  const isOfSittings = register.marks.get(pupil)?.mark === from
  return from === null || from === to || !isOfSittings ? [] : [{ cell: markCell(pupil), from, to }]
}

function reversed({ cell, from, to }: Change): Change {
  return { cell, from: to, to: from }
}

/** One edit, and each mark only where it still is what it was. */
function registerEdits(register: Register, changes: readonly Change[]): readonly Edit[] {
  if (changes.length === 0) return []
  const { id, activity, list, listIsOwn } = register
  const frame = listIsOwn ? {} : { activity, list: [...list] }
  const cells = Object.fromEntries(changes.map(({ cell, to }) => [cell, to]))
  const was = Object.fromEntries(changes.map(({ cell, from }) => [cell, from]))
  return [{ id, kind: "register", cells: { ...frame, ...cells }, was }]
}
