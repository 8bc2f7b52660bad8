import * as v from "valibot"

import { readBirthDate } from "#/domain/class-list/birth-date.ts"
import { folded } from "#/domain/class-list/cell-text.ts"
import { isFirstName } from "#/domain/class-list/first-names.ts"
import { isPatronymic, readName, type NameReading } from "#/domain/class-list/person-name.ts"
import type { Reason, Refusal } from "#/domain/class-list/reason.ts"
import type { Day } from "#/domain/day.ts"

const typedSchema = v.object({
  last: v.string(),
  first: v.string(),
  middle: v.string(),
  born: v.string(),
  class: v.string(),
  since: v.string(),
})

/** What stands in the fields of a pupil's form. Days are `YYYY-MM-DD` or empty. */
export type TypedPupil = v.InferOutput<typeof typedSchema>

export type NamePart = "last" | "first" | "middle"

export function decodeTyped(kept: unknown): TypedPupil | undefined {
  const read = v.safeParse(typedSchema, kept)
  return read.success ? read.output : undefined
}

type Names = Pick<TypedPupil, NamePart>

function readNames({ last, first, middle }: Names): NameReading {
  return readName({ whole: "", last, first, middle }, "last-first")
}

/** Why this part cannot be a part of a name, or undefined. An empty part is not refused here. */
export function refusalOf(part: string): Refusal | undefined {
  const reading = readNames({ last: part, first: "", middle: "" })
  return reading.kind === "refused" ? reading.refusal : undefined
}

export interface TidyNames {
  readonly names: Names
  /** What was put right, for a sentence. */
  readonly reasons: readonly Reason[]
}

/**
 * The parts as they will be stored. A whole name pasted into the field of the surname is taken apart; a part that
 * cannot be read stays as it was typed.
 */
export function tidyNames(typed: Names): TidyNames {
  const unchanged = { names: typed, reasons: [] }
  const reading = readNames(typed)
  if (reading.kind !== "name") return unchanged
  const { last, first, middle } = reading.name
  const isWhole = typed.first.trim() === "" && typed.middle.trim() === ""
  // «Салтыков Щедрин» is a surname until the first name is there; «Орлова Дарья» says by itself what it is.
  const tellsItself = isFirstName(folded(first)) || isPatronymic(middle)
  if (isWhole && !tellsItself) return unchanged
  if (!isWhole && (typed.last.trim() === "" || typed.first.trim() === "")) return unchanged
  return { names: { last, first, middle }, reasons: reading.reasons }
}

/** Years of a pupil that cannot be right by this date of birth; undefined when nothing speaks against it. */
export function unlikelyYears(born: Day, today: Day): number | undefined {
  if (born === "") return undefined
  const unlikely = readBirthDate(born, today).reasons.find(({ code }) => code === "unlikely-age")
  return unlikely?.code === "unlikely-age" ? unlikely.years : undefined
}
