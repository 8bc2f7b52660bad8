import * as v from "valibot"

import { titleLengthMax } from "#/domain/record-schema.ts"

import { invitationAnswer, type Endpoint } from "./api.ts"
import { readInvitationCode } from "./invitation-code.ts"

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(titleLengthMax))
const nothing = v.strictObject({})
const byCode = v.strictObject({
  code: v.pipe(
    v.string(),
    v.maxLength(60),
    v.transform((typed) => readInvitationCode(typed) ?? ""),
    v.minLength(1),
  ),
})

/** `few`: less than five, which could name a child; `hidden`: more, and would give a `few` beside it away. */
const told = v.union([whole, v.picklist(["few", "hidden"])])

const step = v.object({
  step: v.string(),
  /** 1 for the first time, 2 for the second of a step that is taken twice. */
  time: whole,
  /** Classes in which it was held, and which should hold it. */
  heldIn: whole,
  classes: whole,
  /** Pupils who took part, and who should; null where nobody has to. */
  done: told,
  of: v.nullable(told),
})

const group = v.object({
  classes: whole,
  pupils: told,
  /** Pupils who may be tested by the school's own consent. */
  consents: told,
  /** Activities of the season that were held. */
  held: whole,
  steps: v.array(step),
})

/** Of how many tablets everything is in these numbers, and when the last of them was heard of. */
const tablets = v.object({ of: whole, full: whole, lastAt: v.nullable(whole) })

const part = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(["school", "municipality"]),
  schools: whole,
  /** By which season a school works; null for a municipality, whose schools may differ. */
  season: v.nullable(v.string()),
  tablets,
  counts: group,
  grades: v.array(v.object({ grade: whole, counts: group })),
})
export type AreaPart = v.InferOutput<typeof part>

const summary = v.object({
  area: v.object({ name: v.string(), kind: v.picklist(["municipality", "region"]) }),
  /** When the server reckoned it. */
  at: whole,
  parts: v.array(part),
  total: v.object({ schools: whole, tablets, counts: group }),
})
export type AreaSummary = v.InferOutput<typeof summary>

/** Also for what was kept on the tablet: an older app may have kept something else. */
export function readAreaSummary(kept: unknown): AreaSummary | undefined {
  const parsed = v.safeParse(summary, kept)
  return parsed.success ? parsed.output : undefined
}

const colleague = v.object({
  id: v.string(),
  name: v.string(),
  state: v.picklist(["invited", "active", "revoked"]),
})
export type Colleague = v.InferOutput<typeof colleague>

const schoolArea = v.object({
  /** Null while the school belongs to no area. */
  area: v.nullable(
    v.object({ name: v.string(), kind: v.picklist(["municipality", "region"]), since: whole }),
  ),
  /** When a coordinator took the school out of the area; until its head joins one again. Older servers do not say. */
  removedAt: v.optional(v.nullable(whole), null),
})
export type SchoolArea = v.InferOutput<typeof schoolArea>

function endpoint<Request, Answer>(given: Endpoint<Request, Answer>): Endpoint<Request, Answer> {
  return given
}

/** What concerns areas, beside {@link api}: only few people ever ask for it, so it does not come with the first screen. */
export const areaApi = {
  /** Counts of the schools of a city, or of the cities of a region: never a name, nor the id of a person. */
  areaSummary: endpoint({
    method: "GET",
    path: "/api/area/summary",
    request: nothing,
    answer: summary,
  }),
  /** A new code by which schools join the area; the one before stops working. Shown once. */
  areaCode: endpoint({
    method: "POST",
    path: "/api/area/code",
    request: nothing,
    answer: v.object({ code: v.string(), expiresAt: whole }),
  }),
  /** Makes a school of the area, and an invitation for its head. */
  newSchool: endpoint({
    method: "POST",
    path: "/api/area/schools",
    request: v.strictObject({ schoolName: title, name: title }),
    answer: v.object({ schoolName: v.string(), invitation: invitationAnswer }),
  }),
  /**
   * Takes a school out of the area: the area gets nothing about it from now on, the school keeps everything and its head
   * is told. `:id` is the part's of {@link areaApi.areaSummary}; `not-found` when it is not a school of this area.
   */
  removeSchool: endpoint({
    method: "POST",
    path: "/api/area/schools/:id/remove",
    request: nothing,
    answer: v.object({ schoolName: v.string() }),
  }),
  /** The coordinators of the same area. */
  colleagues: endpoint({
    method: "GET",
    path: "/api/area/people",
    request: nothing,
    answer: v.object({ people: v.array(colleague) }),
  }),
  /** Adds a colleague with the same rights, and an invitation for them. */
  inviteColleague: endpoint({
    method: "POST",
    path: "/api/area/people",
    request: v.strictObject({ name: title }),
    answer: v.object({ name: v.string(), invitation: invitationAnswer }),
  }),
  /** A new invitation for one who is here already; the one before stops working. `:id` is the person's. */
  inviteAgain: endpoint({
    method: "POST",
    path: "/api/area/people/:id/invite",
    request: nothing,
    answer: v.object({ name: v.string(), invitation: invitationAnswer }),
  }),
  /** To which area the school belongs, for its head. */
  schoolArea: endpoint({
    method: "GET",
    path: "/api/school/area",
    request: nothing,
    answer: schoolArea,
  }),
  /** Whose code it is, before anything happens; `invitation-unknown` or `invitation-expired`. */
  lookAtArea: endpoint({
    method: "POST",
    path: "/api/school/area/look",
    request: byCode,
    answer: v.object({ name: v.string(), kind: v.picklist(["municipality", "region"]) }),
  }),
  /** The head puts the school under the area: from now on its coordinators see the school's counts. */
  joinArea: endpoint({
    method: "POST",
    path: "/api/school/area/join",
    request: byCode,
    answer: schoolArea,
  }),
  leaveArea: endpoint({
    method: "POST",
    path: "/api/school/area/leave",
    request: nothing,
    answer: schoolArea,
  }),
} as const
