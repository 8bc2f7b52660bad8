import type { Instrument } from "#/domain/instrument/instrument.ts"
import type { Standing } from "#/domain/instrument/sitting-course.ts"

/** Raised when the rows below are read differently; a hand-over outlives an update of the app. */
export const handoverFormat = 1

/** The tablet in the hands of pupils: there is one at a time, whoever of the tablet's teachers has handed it over. */
export interface HandoverRow {
  readonly key: "handover"
  readonly format: number
  readonly id: string
  /** The place's id, and the name of its database. */
  readonly owner: string
  readonly database: string
  readonly activity: string
  readonly language: "ru" | "en"
  readonly pickBy: "names" | "tickets"
  /** pupils: nothing else of the tablet opens · teacher: taken back, pupils may go on later. */
  readonly stage: "pupils" | "teacher"
  readonly madeAt: number
  /** A copy: a sitting in progress is untouched by a new version of the instrument or of the app. */
  readonly instrument: Instrument
  /** Of the teacher, P-256, raw. What is sealed to it opens only with the other half. */
  readonly publicKey: ArrayBuffer
  /** The other half as a JWK, sealed by the place's data key: nothing in a pupil's hands opens it. */
  readonly privateKey: ArrayBuffer
  /**
   * Seals the list and the standings while the hand-over lasts, so that they do not lie in clear; whoever has the
   * browser's files of that day has it too.
   */
  readonly session: CryptoKey
  /** A {@link ListedPupil} each, sealed. */
  readonly list: ArrayBuffer
}

/** A pupil as the list knows one. */
export interface ListedPupil {
  readonly id: string
  readonly called: string
  readonly ticket: number
  readonly minutesToday: number
  /** The norms for the pupil's grade; null where none is known. For a hint, never a block. */
  readonly minutesADay: number | null
  readonly minutesAtOnce: number | null
  /** Of the part before: which sitting it was and how far it came; never what was answered. */
  readonly before: { readonly sitting: string; readonly standing: Standing } | null
}

/** What one document has sealed of a sitting: with a key that lives in its memory alone and that only the teacher can derive again. */
export interface SealedVisit {
  /** The public half of a pair of its own, raw. */
  readonly ephemeral: ArrayBuffer
  readonly v: number
  /** `Answers`, sealed. */
  readonly ct: ArrayBuffer
}

interface OfPupil {
  readonly pupil: string
  readonly handover: string
  readonly answered: number
  readonly of: number
  /** In front of the tablet, without pauses. */
  readonly seconds: number
}

interface Begun extends OfPupil {
  /** The id of the record it becomes, made at its beginning: taken in twice it is still one. */
  readonly sitting: string
  readonly startedAt: number
  readonly continues: string | null
  /** The later ones stand over the earlier. */
  readonly visits: readonly SealedVisit[]
}

export interface NotStartedRow extends OfPupil {
  readonly state: "not-started"
}

export interface InProgressRow extends Begun {
  readonly state: "in-progress"
  /** A {@link SealedStanding}, sealed. */
  readonly standing: ArrayBuffer
  readonly standingV: number
}

export interface FinishedRow extends Begun {
  readonly state: "finished"
  /** Null when it has come to a break: the instrument itself is not finished. */
  readonly finishedAt: number | null
}

/** Its answers are in the teacher's journal and no more here. */
export interface TakenRow extends OfPupil {
  readonly state: "taken"
  readonly sitting: string
}

export type PupilRow = NotStartedRow | InProgressRow | FinishedRow | TakenRow

/** Where a sitting in progress goes on after a reload. */
export interface SealedStanding {
  readonly before: Standing
  readonly now: Standing
}
