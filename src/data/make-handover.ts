import { sameJson } from "#/base/json.ts"
import { uuidV7 } from "#/base/uuid.ts"
import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import {
  askedOn,
  courseOf,
  nothingAnswered,
  standingOf,
} from "#/domain/instrument/sitting-course.ts"
import type { TabletRule } from "#/domain/tablet-norms.ts"

import { handoverIn, type HandoverDatabase } from "./handover-database.ts"
import { listSeat, newSessionKey, newTeacherKeys, privateKeySeat } from "./handover-keys.ts"
import {
  handoverFormat,
  type HandoverRow,
  type ListedPupil,
  type NotStartedRow,
  type PupilRow,
} from "./handover-rows.ts"
import { deviceRow, placeOf, type Journal, type Seeds } from "./journal.ts"
import { vaultOf } from "./vault.ts"

export interface HandoverOrder {
  readonly activity: string
  readonly instrument: Instrument
  /** Those present with consent, in the order to be shown. */
  readonly pupils: readonly HandoverPupil[]
  /** names: first name and initial; tickets: numbers only (the teacher holds the list). */
  readonly pickBy: "names" | "tickets"
  readonly language: "ru" | "en"
}

export interface HandoverPupil {
  readonly id: string
  /** «Аня П.», already told apart from the others of the list. */
  readonly called: string
  /** 1…n, unique in the session. */
  readonly ticket: number
  /** Of the part before, for a questionnaire in parts or one put away unfinished. */
  readonly before?: { readonly sitting: string; readonly answers: Answers }
  /** Sits down once more, though a sitting in this hand-over is in the journal already. */
  readonly again?: true
  /** Tablet minutes this pupil has had today: for a hint, never a block. */
  readonly minutesToday: number
}

export type HandoverMade =
  | { readonly kind: "made" }
  /** Another teacher's hand-over is still here, and something in it waits for that teacher. */
  | { readonly kind: "other-teacher" }
  /** The own one before is of something else: it has to be ended first. */
  | { readonly kind: "another-here" }

interface Making {
  readonly order: HandoverOrder
  readonly seeds: Seeds
  /** How long each pupil may look at a tablet, by pupil; who is not in it gets no hints. */
  readonly rules: ReadonlyMap<string, TabletRule>
}

/**
 * Makes a hand-over, or gives the tablet back to the pupils of the one that stands: then whoever has begun goes on, who
 * has finished stays finished, and the list is the new one. Seals before the transaction and never inside.
 */
export async function makeHandover(
  database: HandoverDatabase,
  journal: Journal,
  { order, seeds, rules }: Making,
): Promise<HandoverMade> {
  const place = await placeOf(journal.database)
  for (;;) {
    const former = await handoverIn(database)
    const rows = await database.pupils.toArray()
    const standing = whatStands(former, { rows, owner: place.id, order })
    if (standing === "other-teacher" || standing === "another-here") return { kind: standing }
    const frame = standing ?? (await newFrame(journal, place.id, { order, seeds }))
    const row: HandoverRow = {
      ...frame,
      language: order.language,
      pickBy: order.pickBy,
      stage: "pupils",
      list: await vaultOf(frame.session, frame.id).seal(
        listSeat,
        listOf({ order, rules }, frame.instrument),
      ),
    }
    const kept = standing === undefined ? [] : rows.filter((one) => isKept(one, order))
    const isMade = await database.transaction(
      "rw",
      database.handover,
      database.pupils,
      async () => {
        // Another tab of the teacher's was quicker, or a pupil's: once more on what stands now.
        const [now, rowsNow] = [await handoverIn(database), await database.pupils.toArray()]
        if (now?.id !== former?.id || !sameStates(rowsNow, rows)) return false
        await database.pupils.clear()
        await database.pupils.bulkPut([...fresh(row, order, kept), ...kept])
        await database.handover.put(row)
        return true
      },
    )
    if (isMade) return { kind: "made" }
  }
}

interface Here {
  readonly rows: readonly PupilRow[]
  readonly owner: string
  readonly order: HandoverOrder
}

function whatStands(
  former: HandoverRow | undefined,
  { rows, owner, order }: Here,
): HandoverRow | undefined | "other-teacher" | "another-here" {
  const holds = rows.some(({ state }) => state === "in-progress" || state === "finished")
  if (former === undefined) return undefined
  if (former.owner !== owner) return holds ? "other-teacher" : undefined
  const isSame =
    former.activity === order.activity &&
    former.instrument.code === order.instrument.code &&
    former.instrument.version === order.instrument.version
  if (isSame && former.format === handoverFormat) return former
  return holds ? "another-here" : undefined
}

type Frame = Omit<HandoverRow, "language" | "pickBy" | "stage" | "list">

/** A pair for this hand-over alone: when it ends, what was sealed to it opens to nobody any more. */
async function newFrame(
  { vault, database }: Journal,
  owner: string,
  { order, seeds }: { readonly order: HandoverOrder; readonly seeds: Seeds },
): Promise<Frame> {
  const id = uuidV7(seeds.nowMs, seeds.random(10))
  // Only with the data key of now: it would open to nobody later (`turn-key.ts`).
  await deviceRow(database)
  const [keys, session] = await Promise.all([newTeacherKeys(), newSessionKey()])
  return {
    key: "handover",
    format: handoverFormat,
    id,
    owner,
    database: database.name,
    activity: order.activity,
    madeAt: seeds.nowMs,
    instrument: order.instrument,
    publicKey: keys.publicKey,
    privateKey: await vault.seal(privateKeySeat(id), keys.privateKey),
    session,
  }
}

function listOf(
  { order, rules }: Pick<Making, "order" | "rules">,
  instrument: Instrument,
): readonly ListedPupil[] {
  return order.pupils.map(({ id, called, ticket, before, minutesToday }) => ({
    id,
    called,
    ticket,
    minutesToday,
    minutesADay: rules.get(id)?.perDay ?? null,
    minutesAtOnce: rules.get(id)?.continuous ?? null,
    // The answers themselves stay in the journal: nobody with the tablet in hand can look at them.
    before:
      before === undefined
        ? null
        : { sitting: before.sitting, standing: standingOf(instrument, before.answers) },
  }))
}

function fresh(
  { id, instrument }: HandoverRow,
  { pupils }: HandoverOrder,
  kept: readonly PupilRow[],
): readonly NotStartedRow[] {
  const known = new Set(kept.map(({ pupil }) => pupil))
  return pupils
    .filter((pupil) => !known.has(pupil.id))
    .map(({ id: pupil, before }) => {
      const standing =
        before === undefined ? nothingAnswered : standingOf(instrument, before.answers)
      const of = askedOn(instrument, courseOf(instrument, standing), standing).length
      return { state: "not-started", pupil, handover: id, answered: 0, of, seconds: 0 }
    })
}

/** What is in the journal already stands in nobody's way who is to take it again, or to go on. */
function isKept({ state, pupil }: PupilRow, { pupils }: HandoverOrder): boolean {
  if (state === "taken") return !pupils.some(({ id, again }) => id === pupil && again === true)
  return state !== "not-started"
}

function sameStates(one: readonly PupilRow[], other: readonly PupilRow[]): boolean {
  const states = (rows: readonly PupilRow[]) => rows.map(({ pupil, state }) => [pupil, state])
  return sameJson(states(one), states(other))
}
