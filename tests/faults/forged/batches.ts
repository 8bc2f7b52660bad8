import { anId } from "#tests/server/a-server.ts"
import { junk } from "#tests/server/mutations.ts"
import fc from "fast-check"

import type { Json } from "#/base/json.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKindNames, type RecordKind } from "#/domain/record.ts"

import { ids } from "./two-schools.ts"

/** What an attacker puts into one op: the record, and its cells. */
export interface Content {
  readonly kind: RecordKind
  readonly rec: string
  readonly values: Readonly<Record<string, Json>>
}

export type Forged =
  /** What a teacher would send: it must be taken, whatever stands around it. */
  | { readonly kind: "good" }
  /** Ids of another school or class, rights one does not have. */
  | { readonly kind: "foreign"; readonly content: Content }
  /** A good op with anything in any place of it but its number. */
  | { readonly kind: "mutated"; readonly place: number; readonly by: unknown }
  /** An op that was taken before, as it was or with other content. */
  | { readonly kind: "replayed"; readonly back: number; readonly isChanged: boolean }

export interface Batch {
  readonly ops: readonly Forged[]
  /** Something in the request around the ops that is not so: any place, anything. */
  readonly request: { readonly place: number; readonly by: unknown } | null
}

const { ourClass, ourActivity } = ids
const others = [
  ids.theirClass,
  ids.theirPupil,
  ids.theirActivity,
  ids.colleagueClass,
  ids.colleaguePupil,
  ids.colleagueActivity,
  ids.theirSitting,
  ids.colleagueSitting,
]
const anyId = fc.constantFrom(
  ...others,
  ourClass,
  ourActivity,
  ...others.map(recordIds.register),
  ...others.map(recordIds.checklist),
  recordIds.school(),
  recordIds.register(ourActivity),
  anId(99_001),
)
const anyValue: fc.Arbitrary<Json> = fc.oneof(
  anyId,
  fc.array(anyId, { maxLength: 3 }),
  fc.constantFrom("head", "present", "held", "lesson", true, null, 7, "2026-10-12", "Взлом"),
)
const anyCell = fc.oneof(
  fc.constantFrom(
    "class",
    "classes",
    "role",
    "revoked",
    "name",
    "leader",
    "activity",
    "gone",
    "note",
    "season",
    "last",
    "kind",
    "school",
    "pupil",
    "answers",
    "status",
    "nextStep",
    "body",
    "__proto__",
  ),
  anyId.map((id) => `m:${id}`),
)
const wild: fc.Arbitrary<Content> = fc.record({
  kind: fc.constantFrom(...recordKindNames),
  rec: anyId,
  values: fc.dictionary(anyCell, anyValue, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
})

const anyClass = fc.constantFrom(ourClass, ids.theirClass, ids.colleagueClass)
const anyActivity = fc.constantFrom(ourActivity, ids.theirActivity, ids.colleagueActivity)

const anyDiagnostic = fc.constantFrom(
  ids.ourDiagnostic,
  ids.theirDiagnostic,
  ids.colleagueDiagnostic,
  ourActivity,
)
const anyPupil = fc.constantFrom(ids.ourPupil, ids.theirPupil, ids.colleaguePupil, anId(99_002))
const sat = { instrument: "spheres", version: 1, startedAt: 1, seconds: 60 }

/** What stands between an attacker and what pupils answered: the gate, the rights, and that nothing of it changes. */
const ofDiagnostics: fc.Arbitrary<Content> = fc.oneof(
  fc
    .record({ rec: anyId, activity: anyDiagnostic, pupil: anyPupil })
    .map(({ rec, activity, pupil }): Content => {
      const values = { ...sat, activity, pupil, answers: { "item-1": "vzlom" } }
      return { kind: "sitting", rec, values }
    }),
  fc.constantFrom(ids.theirSitting, ids.colleagueSitting).map((rec): Content => {
    return { kind: "sitting", rec, values: { answers: { "item-1": "vzlom" } } }
  }),
  fc.record({ activity: anyDiagnostic, pupil: anyPupil }).map(({ activity, pupil }): Content => {
    const rec = recordIds.recommendation(activity, pupil)
    return { kind: "recommendation", rec, values: { activity, pupil, nextStep: "Взлом" } }
  }),
  // Of our own pupil none: the attack must not open the gate by right.
  fc.constantFrom(ids.theirPupil, ids.colleaguePupil).map((pupil): Content => {
    const values = { pupil, purpose: "school", status: "withdrawn", withdrawn: "2026-10-01" }
    return { kind: "consent", rec: recordIds.consent(pupil, "school"), values }
  }),
  fc.constantFrom("spheres", "vzlom").map((code): Content => {
    const values = { code, version: 1, body: "{}" }
    return { kind: "instrument", rec: recordIds.instrument(code, 1), values }
  }),
)

/** Ops that fit the schema to the letter, about records and classes of whomever: only the rights stand in between. */
const plausible: fc.Arbitrary<Content> = fc.oneof(
  fc.record({ rec: anyId, schoolClass: anyClass }).map(({ rec, schoolClass }): Content => {
    return { kind: "pupil", rec, values: { class: schoolClass, last: "Взлом" } }
  }),
  fc.record({ rec: anyId, schoolClass: anyClass }).map(({ rec, schoolClass }): Content => {
    const values = { classes: [schoolClass], kind: "lesson", note: "Взлом" }
    return { kind: "activity", rec, values }
  }),
  fc.record({ activity: anyActivity, pupil: anyId }).map(({ activity, pupil }): Content => {
    const values = { activity, [`m:${pupil}`]: "absent" }
    return { kind: "register", rec: recordIds.register(activity), values }
  }),
  fc
    .record({
      rec: anyId,
      kind: fc.constantFrom(
        "pupil" as const,
        "activity" as const,
        "class" as const,
        "import" as const,
      ),
    })
    .map(({ rec, kind }): Content => ({ kind, rec, values: { gone: true } })),
  anyClass.map((rec): Content => ({ kind: "class", rec, values: { letter: "Ж" } })),
  anyId.map((rec): Content => ({ kind: "person", rec, values: { role: "head" } })),
  anyId.map((rec): Content => ({ kind: "season", rec, values: { code: "vzlom" } })),
  anyId.map((rec): Content => ({ kind: "school", rec, values: { name: "Взлом" } })),
)
const content = fc.oneof(wild, plausible, ofDiagnostics)

const forged: fc.Arbitrary<Forged> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: "good" as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("foreign" as const), content }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("mutated" as const), place: fc.nat(), by: junk }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("replayed" as const),
      back: fc.nat(6),
      isChanged: fc.boolean(),
    }),
  },
)

export const batches: fc.Arbitrary<Batch> = fc.record({
  ops: fc.array(forged, { minLength: 1, maxLength: 8 }),
  request: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ place: fc.nat(), by: junk }) },
  ),
})
