import * as v from "valibot"

/** A bundle larger than this goes to the server by hand (`npm run rescue`): a request may have 1 MiB as text. */
export const rescueBytesMax = 760 * 1024

/** Why a bundle waits for a person to look at it. It only grows. */
export const rescueReasons = [
  /** No session of the person has signed it. */
  "unsigned",
  /** The person's access, or the tablet's, was ended. */
  "revoked",
  /** The tablet itself asked for it, before it forgot the school. */
  "put-aside",
  /** The school does not know the person. */
  "person-unknown",
  /** The server knows the tablet as another person's. */
  "device-of-another",
  /** Ops between what the server has and what the bundle holds are missing, or a number names two things. */
  "numbers",
  /** It was taken in, but not all of it: what was refused is in here alone. */
  "partly-refused",
] as const
export type RescueReason = (typeof rescueReasons)[number]

export const rescueStates = ["waiting", "taken", "discarded"] as const
export type RescueState = (typeof rescueStates)[number]

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const counts = {
  /** Ops in the bundle: known before + applied + superseded + refused. */
  ops: whole,
  known: whole,
  applied: whole,
  superseded: whole,
  refused: whole,
}

/** What became of a bundle. Whatever is `taken` or `kept` may be forgotten by whoever brought it. */
export const rescueOutcome = v.variant("kind", [
  v.object({ kind: v.literal("taken"), ...counts }),
  v.object({ kind: v.literal("kept"), why: v.picklist(rescueReasons), ops: whole }),
  v.object({
    kind: v.literal("fault"),
    fault: v.picklist(["not-ours", "newer", "cut", "damaged", "foreign", "no-way"]),
  }),
])
export type RescueOutcome = v.InferOutput<typeof rescueOutcome>
export type RescueCounts = Omit<RescueOutcome & { kind: "taken" }, "kind">

export const rescueDecision = v.variant("kind", [
  v.object({ kind: v.literal("taken"), ...counts }),
  v.object({ kind: v.literal("discarded") }),
  /** The person has to be invited anew first, or the server's key is another one by now. */
  v.object({ kind: v.literal("cannot"), why: v.picklist(["person-unknown", "sealed"]) }),
])
export type RescueDecision = v.InferOutput<typeof rescueDecision>

/** A bundle that was kept, for the head. Ids and counts; the names stand in the journal. */
export const keptRescue = v.object({
  id: v.string(),
  cameAt: whole,
  cameFrom: v.nullable(v.string()),
  person: v.string(),
  device: v.string(),
  madeAt: whole,
  ops: whole,
  about: v.record(v.string(), whole),
  why: v.picklist(rescueReasons),
  state: v.picklist(rescueStates),
  decidedAt: v.nullable(whole),
  decidedBy: v.nullable(v.string()),
})
export type KeptRescue = v.InferOutput<typeof keptRescue>
