import * as v from "valibot"

import { titleLengthMax } from "#/domain/record-schema.ts"

// What the school and its server say to each other about tablets, and about who could see what.

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Longer than this it is a note and no label. */
export const labelLengthMax = 60

const device = v.object({
  id: v.string(),
  /** Whose it is. */
  person: v.string(),
  /** «Планшет № 7, каб. 305»; null until somebody has named it. */
  label: v.nullable(v.string()),
  /** When the server met it first, and when it last heard of it (to some ten minutes); null: not since it notes that. */
  since: whole,
  seenAt: v.nullable(whole),
  /** What it last said of itself; null when its app is too old to. */
  told: v.nullable(
    v.object({
      waiting: whole,
      oldestAt: v.nullable(whole),
      app: v.string(),
      kept: v.nullable(v.boolean()),
    }),
  ),
  /** False when it was told to forget the school, or its person has no access any more. */
  counts: v.boolean(),
  /** Whether it was ordered to forget the school, and whether it has heard of that. */
  wipe: v.picklist(["no", "ordered", "met"]),
})
export type Device = v.InferOutput<typeof device>

export const deviceList = v.object({
  devices: v.array(device),
  /** `school`: these are all of the school; `own`: only those of who asks. */
  whose: v.picklist(["school", "own"]),
  /** The server's time. */
  at: whole,
})
export type DeviceList = v.InferOutput<typeof deviceList>

/** `label: null` takes the name away. `wipe` ends the session of a lost tablet; it forgets the school when it comes. */
export const deviceChange = v.strictObject({
  label: v.exactOptional(
    v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(labelLengthMax))),
  ),
  wipe: v.exactOptional(v.literal(true)),
})
export type DeviceChange = v.InferOutput<typeof deviceChange>

export const changedDevice = v.object({ device })

const auditEvent = v.object({
  /** Counted from 1 without gaps in each school. */
  place: whole,
  at: whole,
  /** A person's id; `server` for the server itself and who runs it. */
  person: v.string(),
  device: v.nullable(v.string()),
  what: v.string(),
  /** Ids and counts. */
  detail: v.record(v.string(), v.unknown()),
})
export type AuditEntry = v.InferOutput<typeof auditEvent>

/** A query: newest first, `before` continues; `device` leaves out what is not about that tablet. */
export const auditQuery = v.strictObject({
  before: v.exactOptional(v.pipe(v.string(), v.digits(), v.toNumber(), v.safeInteger())),
  device: v.exactOptional(v.pipe(v.string(), v.maxLength(titleLengthMax))),
})

export const auditPage = v.object({ events: v.array(auditEvent), more: v.boolean() })
export type AuditPage = v.InferOutput<typeof auditPage>

const span = { from: whole, to: v.nullable(whole) }

const seenClass = v.object({ class: v.string(), ...span, pupils: v.array(v.string()) })

/**
 * What a tablet could see: feeds with their time, and the pupils that stood in them then. `to` null: still. `results` are
 * those of them of whom it could see answers or recommendations; a server before 0.2 knows of none.
 */
export const sight = v.object({
  device: v.string(),
  feeds: v.array(v.object({ feed: v.string(), ...span })),
  classes: v.array(seenClass),
  results: v.optional(v.array(seenClass), []),
})
export type Sight = v.InferOutput<typeof sight>
