import type { Json } from "#/base/json.ts"
import type { Journal } from "#/data/journal.ts"
import type { QueuedRecord } from "#/data/read-queue.ts"
import { readByIds } from "#/data/read.ts"
import { isActivityKind, type ActivityKind } from "#/domain/activity-kind.ts"
import { activityOf } from "#/domain/activity.ts"
import { grammarGender, pupilOf, shortName, type GrammarGender } from "#/domain/pupil.ts"
import { textOf, textsOf, type ShownRecord } from "#/domain/record.ts"
import { className, schoolClassOf } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"

/** An activity as a list names it: «Урок 7Б 12 октября». */
export interface ActivityName {
  readonly activityKind: ActivityKind | undefined
  readonly classes: string
  readonly day: string
}

export type Change = "made" | "changed" | "gone"

/** What a record is, for a sentence about it. */
export type About =
  | { readonly kind: "register"; readonly of: ActivityName; readonly marks: number }
  | { readonly kind: "checklist"; readonly of: ActivityName }
  | {
      readonly kind: "activity"
      readonly of: ActivityName
      readonly change: Change | "held" | "cancelled"
    }
  | {
      readonly kind: "pupil"
      readonly name: string
      readonly gender: GrammarGender
      readonly change: Change
    }
  | { readonly kind: "consent" | "sitting" | "recommendation"; readonly name: string }
  | { readonly kind: "instrument"; readonly code: string }
  | { readonly kind: "class"; readonly name: string; readonly change: Change }
  | { readonly kind: "template"; readonly activityKind: ActivityKind | undefined }
  | { readonly kind: "season" | "school" | "person" }
  | { readonly kind: "import"; readonly day: string; readonly added: number }

export interface Told {
  readonly about: About
  /** Where the record is looked at and mended; undefined when it has no screen of its own. */
  readonly to: string | undefined
  /** Names of the classes it concerns: «7Б, 8А». */
  readonly classes: string
}

type Subject = Pick<QueuedRecord, "rec" | "kind" | "cells">

/** What each of these records is, in their order. Reads them and what they belong to, four lookups in all. */
export async function tellAbout(
  journal: Journal,
  subjects: readonly Subject[],
): Promise<readonly Told[]> {
  const known = await byId(
    journal,
    subjects.map(({ rec }) => rec),
  )
  const activities = await byId(
    journal,
    subjects.map((subject) => activityIdOf(subject, known.get(subject.rec))),
  )
  const pupils = await byId(
    journal,
    subjects.map((subject) => pupilIdOf(subject, known.get(subject.rec))),
  )
  const classes = await byId(
    journal,
    [...known.values(), ...activities.values(), ...pupils.values()].flatMap(classIdsOf),
  )
  return subjects.map((subject) => told(subject, { known, activities, pupils, classes }))
}

type Records = ReadonlyMap<string, ShownRecord>

interface Found {
  readonly known: Records
  readonly activities: Records
  readonly pupils: Records
  readonly classes: Records
}

async function byId(journal: Journal, ids: readonly string[]): Promise<Records> {
  const records = await readByIds(
    journal,
    [...new Set(ids)].filter((id) => id !== ""),
  )
  return new Map(records.map((record) => [record.id, record]))
}

function activityIdOf({ kind, rec, cells }: Subject, record: ShownRecord | undefined): string {
  if (kind === "activity") return rec
  const isUnder = kind === "register" || kind === "checklist"
  if (!isUnder && kind !== "sitting" && kind !== "recommendation") return ""
  return text(cells["activity"]) || (record === undefined ? "" : textOf(record, "activity"))
}

function pupilIdOf({ kind, cells }: Subject, record: ShownRecord | undefined): string {
  if (kind !== "consent" && kind !== "sitting" && kind !== "recommendation") return ""
  return text(cells["pupil"]) || (record === undefined ? "" : textOf(record, "pupil"))
}

function classIdsOf(record: ShownRecord): readonly string[] {
  if (record.kind === "class") return [record.id]
  return record.kind === "pupil" ? [textOf(record, "class")] : textsOf(record, "classes")
}

function told(subject: Subject, found: Found): Told {
  const { rec, kind, cells } = subject
  const record = found.known.get(rec)
  const nameOf = (id: string): string => {
    const held = found.classes.get(id)
    return held === undefined ? "" : className(schoolClassOf(held))
  }
  const activityId = activityIdOf(subject, record)
  const of = activityName(found.activities.get(activityId), nameOf)
  const toActivity = activityId === "" ? undefined : paths.activity(activityId)
  const inActivity = { to: toActivity, classes: of.classes }
  switch (kind) {
    case "register": {
      const marks = Object.keys(cells).filter((cell) => cell.startsWith("m:")).length
      return { about: { kind, of, marks }, ...inActivity }
    }
    case "checklist":
      return { about: { kind, of }, ...inActivity }
    case "activity":
      return { about: { kind, of, change: activityChange(cells) }, ...inActivity }
    case "pupil": {
      const pupil = record === undefined ? undefined : pupilOf(record)
      const classId = pupil?.classId ?? text(cells["class"])
      return {
        about: {
          kind,
          name: pupil === undefined ? "" : shortName(pupil),
          gender: pupil === undefined ? "unknown" : grammarGender(pupil),
          change: changeOf(cells, "last"),
        },
        to: classId === "" ? undefined : paths.pupil(classId, rec),
        classes: nameOf(classId),
      }
    }
    case "consent": {
      const whose = found.pupils.get(pupilIdOf(subject, record))
      const pupil = whose === undefined ? undefined : pupilOf(whose)
      const name = pupil === undefined ? "" : shortName(pupil)
      const to = pupil === undefined ? undefined : paths.consents(pupil.classId)
      return { about: { kind, name }, to, classes: nameOf(pupil?.classId ?? "") }
    }
    case "sitting":
    case "recommendation": {
      const whose = found.pupils.get(pupilIdOf(subject, record))
      const pupil = whose === undefined ? undefined : pupilOf(whose)
      const name = pupil === undefined ? "" : shortName(pupil)
      return { about: { kind, name }, to: toActivity, classes: nameOf(pupil?.classId ?? "") }
    }
    case "instrument": {
      const code = text(cells["code"]) || (record === undefined ? "" : textOf(record, "code"))
      return { about: { kind, code }, to: undefined, classes: "" }
    }
    case "class": {
      const name = nameOf(rec)
      const change = changeOf(cells, "grade")
      return { about: { kind, name, change }, to: paths.schoolClass(rec), classes: name }
    }
    case "template": {
      const value = cells["kind"] ?? (record === undefined ? "" : textOf(record, "kind"))
      const activityKind = isActivityKind(value) ? value : undefined
      return { about: { kind, activityKind }, to: paths.templates, classes: "" }
    }
    case "season":
    case "school":
      return { about: { kind }, to: paths.season, classes: "" }
    case "person":
      return { about: { kind }, to: paths.school, classes: "" }
    case "import": {
      const added = cells["added"]
      const day = text(cells["day"]) || (record === undefined ? "" : textOf(record, "day"))
      const count = Array.isArray(added) ? added.length : 0
      return { about: { kind, day, added: count }, to: paths.imports, classes: "" }
    }
  }
}

function activityName(
  record: ShownRecord | undefined,
  nameOf: (id: string) => string,
): ActivityName {
  const activity = record === undefined ? undefined : activityOf(record)
  if (activity === undefined) return { activityKind: undefined, classes: "", day: "" }
  const classes = activity.classes.map(nameOf).filter((name) => name !== "")
  return { activityKind: activity.kind, classes: classes.join(", "), day: activity.day }
}

type Cells = Readonly<Record<string, Json>>

function changeOf(cells: Cells, firstCell: string): Change {
  if (cells["gone"] === true) return "gone"
  return firstCell in cells ? "made" : "changed"
}

function activityChange(cells: Cells): Change | "held" | "cancelled" {
  if (cells["gone"] === true) return "gone"
  const status = cells["status"]
  if (status === "held" || status === "cancelled") return status
  return "kind" in cells ? "made" : "changed"
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : ""
}
