import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import { nothingAnswered, type Standing } from "#/domain/instrument/sitting-course.ts"

import { faultOfDisk } from "./fault-of-disk.ts"
import { handoverIn, type HandoverDatabase } from "./handover-database.ts"
import {
  answersSeat,
  listSeat,
  newVisitVault,
  standingSeat,
  type VisitSeat,
} from "./handover-keys.ts"
import {
  handoverFormat,
  type FinishedRow,
  type InProgressRow,
  type ListedPupil,
  type PupilRow,
  type SealedStanding,
  type SealedVisit,
} from "./handover-rows.ts"
import { vaultOf, type Vault } from "./vault.ts"

/** What a document in pupils' hands can know: who sits today and who is where. No key of the teacher's is in it. */
export interface PupilsSide {
  readonly handover: string
  readonly activity: string
  readonly language: "ru" | "en"
  readonly pickBy: "names" | "tickets"
  readonly instrument: Instrument
  readonly pupils: readonly PickablePupil[]
}

export interface PickablePupil {
  readonly pupil: ListedPupil
  readonly state: "not-started" | "in-progress" | "finished"
}

export type PupilsSideRead =
  /** Nothing was handed over, or the teacher has taken the tablet back. */
  | { readonly kind: "none" }
  /** Handed over by a later version of the app than this document's. */
  | { readonly kind: "newer" }
  | { readonly kind: "open"; readonly side: PupilsSide }

export async function readPupilsSide(database: HandoverDatabase): Promise<PupilsSideRead> {
  const [row, rows] = await Promise.all([handoverIn(database), database.pupils.toArray()])
  if (row === undefined || row.stage !== "pupils") return { kind: "none" }
  if (row.format !== handoverFormat) return { kind: "newer" }
  const list = await vaultOf(row.session, row.id).open<readonly ListedPupil[]>(listSeat, row.list)
  const states = new Map(rows.map(({ pupil, state }) => [pupil, state]))
  const { id: handover, activity, language, pickBy, instrument } = row
  return {
    kind: "open",
    side: {
      handover,
      activity,
      language,
      pickBy,
      instrument,
      pupils: list.map((pupil) => ({ pupil, state: shownState(states.get(pupil.id)) })),
    },
  }
}

/** Taken into the journal already or not: to the class it is done. */
export function shownState(
  state: PupilRow["state"] | undefined,
): "not-started" | "in-progress" | "finished" {
  if (state === undefined) return "not-started"
  return state === "taken" ? "finished" : state
}

/** One document's share of a sitting: from «Начать» or «Продолжить» until it is left. */
export interface Visit {
  readonly seat: VisitSeat
  /** Before the sitting: of another day. */
  readonly before: Standing
  /** With what was answered of this sitting in documents that are gone. */
  readonly standing: Standing
  /** Spent in those. */
  readonly seconds: number
  readonly instrument: Instrument
  /** Seals to the teacher, and opens to nobody here once this document is gone. */
  readonly vault: Vault
  readonly session: Vault
}

export type BegunVisit =
  | { readonly kind: "begun"; readonly visit: Visit }
  | { readonly kind: "done" }
  | NotSaved

/** Why a step is not on the disk. */
export type NotSaved =
  /** The teacher has taken the tablet back. */
  | { readonly kind: "over" }
  /** The same sitting goes on in another tab. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "full" }
  | { readonly kind: "closed" }

interface Seeds {
  readonly nowMs: number
  readonly newId: () => string
}

/** Begins a sitting, or goes on with one: from here on this document and no other writes it. */
export async function beginVisit(
  database: HandoverDatabase,
  listed: ListedPupil,
  { nowMs, newId }: Seeds,
): Promise<BegunVisit> {
  try {
    const [row, former] = await Promise.all([handoverIn(database), database.pupils.get(listed.id)])
    if (row === undefined || former === undefined || row.stage !== "pupils") return { kind: "over" }
    if (former.state === "finished" || former.state === "taken") return { kind: "done" }
    const session = vaultOf(row.session, row.id)
    const known = await knownOf(former, listed, session)
    const visits = former.state === "in-progress" ? former.visits : []
    const seat = {
      handover: row.id,
      pupil: listed.id,
      sitting: former.state === "in-progress" ? former.sitting : newId(),
      visit: visits.length,
    }
    const { ephemeral, vault } = await newVisitVault(row.publicKey, seat)
    const standingV = former.state === "in-progress" ? former.standingV + 1 : 1
    const next: InProgressRow = {
      state: "in-progress",
      pupil: listed.id,
      handover: row.id,
      answered: former.answered,
      of: former.of,
      seconds: former.seconds,
      sitting: seat.sitting,
      startedAt: former.state === "in-progress" ? former.startedAt : nowMs,
      continues:
        former.state === "in-progress" ? former.continues : (listed.before?.sitting ?? null),
      visits: [...visits, { ephemeral, v: 0, ct: await vault.seal(answersSeat(seat, 0), {}) }],
      standing: await session.seal(standingSeat(listed.id, standingV), known),
      standingV,
    }
    const isBegun = await whileHandedOver(database, seat, async (now) => {
      const isSame = now?.state === former.state && sameVisits(now, former)
      if (isSame) await database.pupils.put(next)
      return isSame
    })
    if (isBegun === "over") return { kind: "over" }
    if (!isBegun) return { kind: "elsewhere" }
    const visit: Visit = {
      seat,
      before: known.before,
      standing: known.now,
      seconds: former.seconds,
      instrument: row.instrument,
      vault,
      session,
    }
    return { kind: "begun", visit }
  } catch (error) {
    return faultOfDisk(error)
  }
}

async function knownOf(
  former: PupilRow,
  { id, before }: ListedPupil,
  session: Vault,
): Promise<SealedStanding> {
  if (former.state === "in-progress") {
    return session.open<SealedStanding>(standingSeat(id, former.standingV), former.standing)
  }
  const standing = before?.standing ?? nothingAnswered
  return { before: standing, now: standing }
}

function sameVisits(one: PupilRow, other: PupilRow): boolean {
  const count = (row: PupilRow): number => ("visits" in row ? row.visits.length : 0)
  return count(one) === count(other)
}

/** All that a document knows of its share, at one step. */
export interface Step {
  /** Every choice of this document so far. */
  readonly given: Answers
  readonly standing: Standing
  readonly answered: number
  readonly of: number
  /** The whole sitting's, without pauses. */
  readonly seconds: number
}

export type Saved = { readonly kind: "saved" } | NotSaved

/** Seals the answers to the teacher and writes them: only then the next question counts as reached. */
export function saveStep(database: HandoverDatabase, visit: Visit, step: Step): Promise<Saved> {
  return put(database, visit, { step, end: undefined })
}

/**
 * The last step. From here on nothing but the teacher's key opens it, and what helped to go on with it is gone.
 * @param finishedAt null at a break of the instrument, which goes on another day
 */
export function finishVisit(
  database: HandoverDatabase,
  visit: Visit,
  { finishedAt, ...step }: Step & { readonly finishedAt: number | null },
): Promise<Saved> {
  return put(database, visit, { step, end: { finishedAt } })
}

interface Put {
  readonly step: Step
  readonly end: { readonly finishedAt: number | null } | undefined
}

async function put(
  database: HandoverDatabase,
  { seat, vault, session, before }: Visit,
  { step, end }: Put,
): Promise<Saved> {
  try {
    const found = await database.pupils.get(seat.pupil)
    if (found?.state !== "in-progress") return { kind: "over" }
    const own = found.visits[seat.visit]
    if (own === undefined || found.visits.length !== seat.visit + 1) return { kind: "elsewhere" }
    const [v, standingV] = [own.v + 1, found.standingV + 1]
    const known: SealedStanding = { before, now: step.standing }
    const [ct, standing] = await Promise.all([
      vault.seal(answersSeat(seat, v), step.given),
      session.seal(standingSeat(seat.pupil, standingV), known),
    ])
    const saved = await whileHandedOver(database, seat, async (now): Promise<Saved> => {
      if (now?.state !== "in-progress" || now.sitting !== seat.sitting) return { kind: "over" }
      if (now.visits.length !== found.visits.length) return { kind: "elsewhere" }
      const visits: readonly SealedVisit[] = [
        ...now.visits.slice(0, -1),
        { ephemeral: own.ephemeral, v, ct },
      ]
      const { answered, of, seconds } = step
      const next = { ...now, visits, answered, of, seconds, standing, standingV }
      await database.pupils.put(end === undefined ? next : ended(next, end.finishedAt))
      return { kind: "saved" }
    })
    return saved === "over" ? { kind: "over" } : saved
  } catch (error) {
    return faultOfDisk(error)
  }
}

function ended(row: InProgressRow, finishedAt: number | null): FinishedRow {
  const { standing: _sealed, standingV: _version, ...rest } = row
  return { ...rest, state: "finished", finishedAt }
}

/** One strict transaction on a pupil's row, if the tablet is still handed over to the class of this document. */
function whileHandedOver<T>(
  database: HandoverDatabase,
  seat: Pick<VisitSeat, "handover" | "pupil">,
  run: (now: PupilRow | undefined) => Promise<T>,
): Promise<T | "over"> {
  return database.transaction("rw", database.handover, database.pupils, async () => {
    const row = await handoverIn(database)
    if (row?.id !== seat.handover || row.stage !== "pupils") return "over" as const
    return run(await database.pupils.get(seat.pupil))
  })
}
