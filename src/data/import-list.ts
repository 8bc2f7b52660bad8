import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { takesClasses, type Role } from "#/domain/access.ts"
import type { ClassName } from "#/domain/class-list/class-name.ts"
import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import type { ImportPlan } from "#/domain/class-list/plan.ts"
import type { NewPupil, PreviewRow, PupilChange } from "#/domain/class-list/preview-row.ts"
import type { Day } from "#/domain/day.ts"
import type { ImportedChange } from "#/domain/import-batch.ts"
import { titleLengthMax } from "#/domain/record-schema.ts"
import { textsOf, type Edit } from "#/domain/record.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import { schoolYear } from "#/domain/school-year.ts"

import type { Journal } from "./journal.ts"
import { placeClass } from "./place-class.ts"
import { readClasses, readPupils } from "./read-class.ts"
import { readById } from "./read.ts"

/** What a list is laid on: everybody the tablet holds, whatever the class and the year. */
export interface ImportGround {
  readonly existing: readonly ExistingPupil[]
  readonly classes: readonly SchoolClass[]
  /** Classes a navigator is appointed to; undefined for those who may write to any. */
  readonly appointed: readonly string[] | undefined
}

export async function readImportGround(
  journal: Journal,
  person: { readonly id: string; readonly role: Role } | null,
): Promise<ImportGround> {
  const [classes, pupils, appointed] = await Promise.all([
    readClasses(journal),
    readPupils(journal),
    readAppointed(journal, person),
  ])
  const existing = pupils.map(({ pupil, schoolClass }): ExistingPupil => {
    const { id, classId, last, first, middle, born, status } = pupil
    const { grade, letter } = schoolClass
    const known = { middle: middle || undefined, birthDate: born || undefined }
    return { id, classId, grade, letter, last, first, ...known, status }
  })
  return { existing, classes, appointed }
}

async function readAppointed(
  journal: Journal,
  person: { readonly id: string; readonly role: Role } | null,
): Promise<readonly string[] | undefined> {
  if (person === null || !takesClasses(person.role)) return undefined
  const record = await readById(journal, person.id)
  return record === undefined ? undefined : textsOf(record, "classes")
}

/** Where the list was loaded from and when. */
export interface ImportSetting {
  /** The name of the file; empty when the list was pasted. */
  readonly source: string
  readonly day: Day
  /** The class from whose screen the list was loaded: its name means this very class, whatever its year. */
  readonly into: string | undefined
  readonly newId: () => string
}

/** What tells which class a name means. */
export type ImportPlace = Pick<ImportSetting, "day" | "into">

interface Laid<Setting> {
  readonly ground: ImportGround
  readonly setting: Setting
}

/** The class a name in the list stands for; undefined when it has to be made. */
export function classFor(
  named: ClassName,
  { classes }: Pick<ImportGround, "classes">,
  { day, into }: ImportPlace,
): SchoolClass | undefined {
  const alike = classes.filter((one) => className(one) === className(named))
  return alike.find(({ id }) => id === into) ?? alike.find(({ year }) => year === schoolYear(day))
}

/**
 * The plan, and with it those who stay a second year: matched by name in last year's 7Б, they go on in this year's 7Б
 * together with the others. Where the list makes or fills no class of this year they stay where they are, so that an old
 * list loaded in August changes nothing.
 */
export function withSecondYear(
  plan: ImportPlan,
  rows: readonly PreviewRow[],
  given: Laid<ImportPlace>,
): ImportPlan {
  const { ground, setting } = given
  const classOf = new Map(ground.existing.map(({ id, classId }) => [id, classId]))
  const made = new Set(plan.add.map(({ pupil }) => className(pupil.class)))
  const moves = new Map<number, { pupilId: string; changes: readonly PupilChange[] }>()
  for (const row of rows) {
    if (row.kind !== "same" && row.kind !== "changed") continue
    const to = row.pupil.class
    if (to === undefined) continue
    const target = classFor(to, ground, setting)
    const isGoing = target === undefined ? made.has(className(to)) : true
    if (!isGoing || target?.id === classOf.get(row.pupilId)) continue
    moves.set(row.row, {
      pupilId: row.pupilId,
      changes: [{ field: "class", from: to, to }],
    })
  }
  if (moves.size === 0) return plan
  const widened = plan.change.map((change) => {
    const move = moves.get(change.row)
    moves.delete(change.row)
    return move === undefined
      ? change
      : { ...change, changes: [...change.changes, ...move.changes] }
  })
  const more = [...moves].map(([row, move]) => ({ row, ...move }))
  return {
    ...plan,
    change: [...widened, ...more],
    fates: plan.fates.map(({ row, fate }) => ({ row, fate: moves.has(row) ? "changed" : fate })),
  }
}

/** Names of the classes a plan makes, in the order of the list. */
export function newClasses(
  plan: ImportPlan,
  { ground, setting }: Laid<ImportPlace>,
): readonly string[] {
  return neededClasses(plan)
    .filter((named) => classFor(named, ground, setting) === undefined)
    .map(className)
}

export interface ImportEdits {
  /** To be saved in one call: all or nothing. */
  readonly edits: readonly Edit[]
  /** Ids of the records of kind `import`: one, unless the list is enormous. */
  readonly batches: readonly string[]
  /** Classes the pupils go to. */
  readonly classes: readonly string[]
}

/** So many changes one record of an import holds: with a list of 5,000 pupils its op still fits into a request. */
const changesMax = 3_000

/** Turns a plan into what is written: classes, pupils, changes, and the batch by which all of it can be taken back. */
export async function importEdits(
  journal: Journal,
  plan: ImportPlan,
  given: Laid<ImportSetting>,
): Promise<ImportEdits> {
  const { ground, setting } = given
  const placed = await placeClasses(journal, plan, given)
  const idOf = (named: ClassName): string =>
    must(placed.ids.get(className(named)), "every class of a plan has its place")
  const added = plan.add.map(({ pupil }) => pupilEdit(setting.newId(), pupil, idOf(pupil.class)))
  const now = new Map(ground.existing.map((pupil) => [pupil.id, pupil]))
  const changed = plan.change.flatMap(({ pupilId, changes }) => {
    const pupil = now.get(pupilId)
    return pupil === undefined ? [] : [{ pupil, changes: changesOf(pupil, changes, idOf) }]
  })
  const imported = changed.flatMap(({ changes }) => changes)
  const touched = [...placed.ids.values(), ...changed.map(({ pupil }) => pupil.classId)]
  const batches = batchesOf(
    {
      added: added.map(({ id }) => id),
      changed: imported,
      made: placed.made,
      classes: [...new Set(touched)],
    },
    setting,
  )
  return {
    edits: [
      ...placed.edits,
      ...added,
      ...changed.map(({ pupil, changes }) => changeEdit(pupil.id, changes)),
      ...batches,
    ],
    batches: batches.map(({ id }) => id),
    classes: [...new Set(placed.ids.values())],
  }
}

interface PlacedClasses {
  readonly ids: ReadonlyMap<string, string>
  readonly made: readonly string[]
  readonly edits: readonly Edit[]
}

async function placeClasses(
  journal: Journal,
  plan: ImportPlan,
  { ground, setting }: Laid<ImportSetting>,
): Promise<PlacedClasses> {
  const ids = new Map<string, string>()
  const made: string[] = []
  const edits: Edit[] = []
  for (const named of neededClasses(plan)) {
    const there = classFor(named, ground, setting)
    if (there !== undefined) {
      ids.set(className(named), there.id)
      // Pupils that come into an archived class would be seen by nobody.
      if (there.archived) edits.push({ id: there.id, kind: "class", cells: { archived: null } })
      continue
    }
    const year = schoolYear(setting.day)
    const { grade, letter } = named
    const placing = await placeClass(journal, { year, grade, letter })
    const id = placing.kind === "free" ? placing.id : placing.schoolClass.id
    ids.set(className(named), id)
    made.push(id)
    edits.push({ id, kind: "class", cells: { year, grade, letter, gone: null } })
  }
  return { ids, made, edits }
}

function neededClasses(plan: ImportPlan): readonly ClassName[] {
  const named = [
    ...plan.add.map(({ pupil }) => pupil.class),
    ...plan.change.flatMap(({ changes }) =>
      changes.flatMap((one) => (one.field === "class" ? [one.to] : [])),
    ),
  ]
  return [...new Map(named.map((one) => [className(one), one])).values()]
}

function pupilEdit(id: string, pupil: NewPupil, classId: string): Edit {
  const { last, first, middle, birthDate, archived } = pupil
  const status = archived ? "archived" : "active"
  const known = {
    ...(middle === "" ? {} : { middle }),
    ...(birthDate === undefined ? {} : { born: birthDate }),
  }
  return { id, kind: "pupil", cells: { class: classId, last, first, ...known, status } }
}

/** Changes with classes by their ids instead of their names. */
function changesOf(
  { id, classId }: ExistingPupil,
  changes: readonly PupilChange[],
  idOf: (named: ClassName) => string,
): readonly ImportedChange[] {
  return changes.map((change): ImportedChange => {
    if (change.field === "class") return { id, field: "class", from: classId, to: idOf(change.to) }
    return { id, field: change.field, from: change.from ?? null, to: change.to }
  })
}

/** A known value is replaced only where the tablet still shows it: what somebody else wrote meanwhile stays. */
function changeEdit(id: string, changes: readonly ImportedChange[]): Edit {
  const cells = Object.fromEntries(changes.map(({ field, to }) => [field, to]))
  // «active» may be said by an empty cell too, so it is no sign of anybody's writing.
  const known = changes.filter(({ field, from }) => from !== null && field !== "status")
  const was = Object.fromEntries(known.map(({ field, from }) => [field, from]))
  return { id, kind: "pupil", cells, was }
}

interface Done {
  readonly added: readonly string[]
  readonly changed: readonly ImportedChange[]
  readonly made: readonly string[]
  readonly classes: readonly string[]
}

function batchesOf(done: Done, { source, day, newId }: ImportSetting): readonly Edit[] {
  const { added, changed, made, classes } = done
  const parts = Math.max(1, Math.ceil(changed.length / changesMax))
  return Array.from({ length: parts }, (_, part): Edit => {
    const [from, to] = [part * changesMax, (part + 1) * changesMax]
    const cells: Record<string, Json> = {
      source: source.slice(0, titleLengthMax),
      day,
      classes: [...classes],
      // The pupils stand in the first part alone, and with them the classes made for them.
      made: part === 0 ? [...made] : [],
      added: part === 0 ? [...added] : [],
      changed: changed.slice(from, to).map((change) => ({ ...change })),
      undone: false,
    }
    return { id: newId(), kind: "import", cells }
  })
}
