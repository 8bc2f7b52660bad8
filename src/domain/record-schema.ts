import * as v from "valibot"

import type { Json } from "#/base/json.ts"
import { uuidPattern } from "#/base/uuid.ts"

import { roles } from "./access.ts"
import { activityKinds } from "./activity-kind.ts"
import { consentPurposes, consentSigners, consentStatuses } from "./consent.ts"
import { versionMax } from "./instrument/instrument.ts"
import { isMark } from "./mark.ts"
import { isDay, isTimeOfDay } from "./read-day.ts"
import { goneCell, type RecordKind } from "./record.ts"

/** Longest texts, in characters. A name of 500 characters is a mistake, not a name. */
export const nameLengthMax = 100
export const titleLengthMax = 200
export const noteLengthMax = 4_000
export const listLengthMax = 500
/** The longest file of an instrument, in characters: 144 items in two languages take about 60,000. */
export const instrumentLengthMax = 200_000

const id = v.pipe(v.string(), v.regex(uuidPattern))
const day = v.pipe(v.string(), v.check(isDay))
const time = v.pipe(v.string(), v.check(isTimeOfDay))
const name = v.pipe(v.string(), v.maxLength(nameLengthMax))
const title = v.pipe(v.string(), v.maxLength(titleLengthMax))
const note = v.pipe(v.string(), v.maxLength(noteLengthMax))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
/** Every register names its pupils: one look at the list instead of three checks of every id in it. */
const ids = v.pipe(v.custom<string[]>(areIds), v.maxLength(listLengthMax))
/** How many days a tablet may be without its server and still open (src/data/lease.ts). */
const lease = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90))
const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(versionMax))
const code = v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,40}$/))

const item = v.strictObject({
  id: code,
  phase: v.picklist(["before", "during", "after"]),
  text: title,
  minutes: v.optional(count),
})
const items = v.pipe(v.array(item), v.maxLength(60))

/** Milliseconds since 1970, as the clock of the tablet said. */
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000))
const titles = v.pipe(v.array(title), v.maxLength(20))

/** What was answered, by item: see `Answers` in instrument/instrument.ts. */
const answers = v.pipe(
  v.record(code, code),
  v.check((given) => Object.keys(given).length <= listLengthMax),
)

const change = v.strictObject({
  id,
  field: code,
  from: v.nullable(title),
  to: v.nullable(title),
})

type Schema = v.GenericSchema

interface KindOfRecord {
  readonly fields: Readonly<Record<string, Schema>>
  /** Cells named `<prefix><something>`, e.g. one pupil's mark. The part after the prefix is an id or a code. */
  readonly families: Readonly<Record<string, Schema>>
  /** Fields that are sealed on the tablet: names, dates of birth, notes. */
  readonly personal: readonly string[]
}

/**
 * Every record the project knows, its cells and what each may hold. The tablet checks what it writes,
 * the server what it is sent. A field is only ever added: an older app keeps those it does not know.
 */
export const recordKinds: Readonly<Record<RecordKind, KindOfRecord>> = {
  school: {
    // `keepDays`: how long after a season its pupils keep their names.
    fields: { name: title, city: title, season: code, keepDays: count, leaseDays: lease },
    families: {},
    personal: [],
  },
  person: {
    fields: {
      name: title,
      role: v.picklist(roles),
      classes: ids,
      revoked: v.boolean(),
    },
    families: {},
    personal: ["name"],
  },
  season: {
    // How often a pupil may take one instrument in the season, and how many days must lie between two times.
    fields: { code, start: day, end: day, attempts: count, daysBetween: count },
    families: { "from:": day, "due:": day, "skip:": v.boolean() },
    personal: [],
  },
  class: {
    fields: {
      year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
      grade: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(11)),
      letter: v.pipe(v.string(), v.maxLength(3)),
      teacher: name,
      archived: v.boolean(),
    },
    families: {},
    personal: ["teacher"],
  },
  pupil: {
    fields: {
      class: id,
      last: name,
      first: name,
      middle: name,
      born: day,
      status: v.picklist(["active", "archived"]),
      since: day,
      // Set by the server alone: the name was taken away for good and a number stands in its place.
      erased: v.boolean(),
    },
    families: {},
    personal: ["last", "first", "middle", "born"],
  },
  activity: {
    fields: {
      season: code,
      step: code,
      kind: v.picklist(activityKinds),
      classes: ids,
      group: ids,
      title,
      day,
      start: time,
      end: time,
      place: title,
      mode: v.picklist(["school", "partner", "online"]),
      leader: id,
      leaderName: title,
      status: v.picklist(["planned", "held", "cancelled"]),
      note,
      topic: count,
      instrument: code,
      stage: v.picklist(["first", "repeat", "final"]),
      partner: title,
      people: count,
      provider: title,
      hours: count,
      modules: note,
      certificate: title,
      until: day,
    },
    families: {},
    personal: ["note", "leaderName", "certificate"],
  },
  register: {
    fields: { activity: id, list: ids },
    families: {
      "m:": v.custom(isMark),
    },
    personal: [],
  },
  checklist: {
    fields: { activity: id, items },
    families: { "t:": v.boolean() },
    personal: [],
  },
  template: {
    fields: { kind: v.picklist(activityKinds), band: code, items },
    families: {},
    personal: [],
  },
  import: {
    fields: {
      source: title,
      day,
      classes: ids,
      made: ids,
      added: v.pipe(v.array(id), v.maxLength(5_000)),
      changed: v.pipe(v.array(change), v.maxLength(5_000)),
      undone: v.boolean(),
    },
    families: {},
    personal: ["source", "changed"],
  },
  consent: {
    fields: {
      pupil: id,
      purpose: v.picklist(consentPurposes),
      status: v.picklist(consentStatuses),
      // On the paper: when it was signed or refused, and when it was withdrawn.
      day,
      withdrawn: day,
      signed: v.picklist(consentSigners),
      guardian: title,
      // The number of the scan or of the sheet in the folder; the scan itself is kept by the school.
      scan: v.pipe(v.string(), v.maxLength(40)),
    },
    families: {},
    personal: ["guardian", "scan"],
  },
  instrument: {
    // The file as it was brought (docs/instruments.md). A version never changes: sittings are scored by it.
    fields: {
      code,
      version,
      body: v.pipe(v.string(), v.maxLength(instrumentLengthMax)),
      hidden: v.boolean(),
    },
    families: {},
    personal: [],
  },
  sitting: {
    // Written once, whole, when it has ended; the server lets nothing in it change but `gone`.
    fields: {
      activity: id,
      pupil: id,
      instrument: code,
      version,
      startedAt: instant,
      // Empty when it ended before the last item was answered.
      finishedAt: instant,
      // Time in front of the tablet, without pauses.
      seconds: count,
      answers,
      // The sitting that this one goes on with: a long questionnaire is taken in parts.
      continues: id,
    },
    families: {},
    personal: ["answers"],
  },
  recommendation: {
    fields: {
      pupil: id,
      // The consultation in which it was given.
      activity: id,
      spheres: titles,
      subjects: titles,
      nextStep: note,
      due: day,
      // To be talked with alone.
      apart: v.boolean(),
      // The note to the parents was handed over.
      shared: v.boolean(),
    },
    families: {},
    personal: ["spheres", "subjects", "nextStep"],
  },
}

function areIds(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((one) => typeof one === "string" && uuidPattern.test(one))
  )
}

/** The schema of a cell, or undefined when this version does not know it. */
function schemaOf(kind: RecordKind, cell: string): Schema | undefined {
  if (cell === goneCell) return v.boolean()
  const { fields, families } = recordKinds[kind]
  if (Object.hasOwn(fields, cell)) return fields[cell]
  const prefix = Object.keys(families).find((start) => cell.startsWith(start))
  if (prefix === undefined || !/^[0-9a-z.:-]{1,60}$/.test(cell.slice(prefix.length)))
    return undefined
  return families[prefix]
}

export type CellFault = { readonly cell: string; readonly why: "unknown-field" | "bad-value" }

/** The first cell that may not be stored as it is, or undefined when all may. Null clears any cell. */
export function faultIn(
  kind: RecordKind,
  cells: Readonly<Record<string, Json>>,
): CellFault | undefined {
  for (const [cell, value] of Object.entries(cells)) {
    const schema = schemaOf(kind, cell)
    if (schema === undefined) return { cell, why: "unknown-field" }
    if (value !== null && !v.is(schema, value)) return { cell, why: "bad-value" }
  }
  return undefined
}

export function isPersonal(kind: RecordKind, cell: string): boolean {
  return recordKinds[kind].personal.includes(cell)
}
