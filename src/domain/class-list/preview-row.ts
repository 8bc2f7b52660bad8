import type { Day } from "#/domain/day.ts"

import type { ClassName } from "./class-name.ts"
import type { Reason, Refusal, Skip } from "./reason.ts"

/** A pupil as the file has one, cleaned. `middle` is empty when absent. */
export interface PupilDraft {
  readonly last: string
  readonly first: string
  readonly middle: string
  readonly birthDate: Day | undefined
  /** Undefined until somebody says which class. */
  readonly class: ClassName | undefined
}

/** A pupil that may be written. */
export interface NewPupil extends PupilDraft {
  readonly class: ClassName
  readonly archived: boolean
}

/** One field of a pupil we have. `field` is the name of the record's cell; a class is named, not numbered. */
export type PupilChange =
  | {
      readonly field: "last" | "first" | "middle" | "born"
      readonly from: string | undefined
      readonly to: string
    }
  | { readonly field: "class"; readonly from: ClassName; readonly to: ClassName }
  | {
      readonly field: "status"
      readonly from: "active" | "archived"
      readonly to: "active" | "archived"
    }

/** What may be done about a doubtful row. */
export type Choice =
  /** Write a new pupil as shown: «Записать так», «Без даты». */
  | { readonly do: "write"; readonly pupil: NewPupil }
  /** Write with the date that was likely meant. */
  | { readonly do: "write-with-date"; readonly pupil: NewPupil; readonly birthDate: Day }
  /** Write to this class. */
  | { readonly do: "write-to-class"; readonly pupil: NewPupil; readonly class: ClassName }
  /** Write as a pupil who has left. */
  | { readonly do: "write-archived"; readonly pupil: NewPupil }
  /** «Другой ученик»: write beside the one that looks the same. */
  | { readonly do: "another"; readonly pupil: NewPupil }
  /** «Это он же»: the pupil we have; `changes` may be empty. */
  | { readonly do: "same"; readonly pupilId: string; readonly changes: readonly PupilChange[] }
  /** The pupil we have goes to the class of the file. */
  | { readonly do: "move"; readonly pupilId: string; readonly changes: readonly PupilChange[] }
  /** The archived pupil we have is active again. */
  | { readonly do: "restore"; readonly pupilId: string; readonly changes: readonly PupilChange[] }
  /** The active pupil we have is archived, as the file says. */
  | { readonly do: "archive"; readonly pupilId: string; readonly changes: readonly PupilChange[] }
  /** The same person as that row of the file: written once. */
  | { readonly do: "same-row"; readonly row: number; readonly pupil: PupilDraft }
  | { readonly do: "set-aside" }

/** The safest choice first. */
export type Choices = readonly [Choice, ...Choice[]]

/** What the file says, for showing beside what would be written. Never more than 200 characters each. */
export interface SourceText {
  readonly name: string
  readonly birthDate: string
  readonly class: string
}

interface Row {
  /** Number of the row in the table, from 1. */
  readonly row: number
  readonly source: SourceText
  readonly reasons: readonly Reason[]
}

export type NewRow = Row & { readonly kind: "new"; readonly pupil: NewPupil }
export type SameRow = Row & {
  readonly kind: "same"
  readonly pupil: PupilDraft
  readonly pupilId: string
}
export type ChangedRow = Row & {
  readonly kind: "changed"
  readonly pupil: PupilDraft
  readonly pupilId: string
  readonly changes: readonly PupilChange[]
}
export type DoubtfulRow = Row & {
  readonly kind: "doubtful"
  readonly pupil: PupilDraft
  readonly choices: Choices
}
export type RefusedRow = Row & { readonly kind: "refused"; readonly refusal: Refusal }
export type SkippedRow = Row & { readonly kind: "skipped"; readonly skip: Skip }

export type PreviewRow = NewRow | SameRow | ChangedRow | DoubtfulRow | RefusedRow | SkippedRow
