import * as v from "valibot"

import type { Correction } from "#/domain/class-list/preview.ts"
import type { Mapping } from "#/domain/class-list/read-table.ts"

const classSchema = v.object({ grade: v.number(), letter: v.string() })

export const columnUses = [
  "name",
  "last",
  "first",
  "middle",
  "birth-date",
  "class",
  "grade",
  "letter",
  "archived",
  "number",
  "ignored",
  "personal",
] as const

const orders = ["last-first", "first-last"] as const

/** How the columns of a source were read, for the next file of the same source. Nothing personal. */
const columnsSchema = v.object({
  uses: v.array(v.picklist(columnUses)),
  order: v.picklist(orders),
})

export function readColumnsKept(kept: unknown): Pick<Mapping, "uses" | "order"> | undefined {
  const read = v.safeParse(columnsSchema, kept)
  return read.success ? read.output : undefined
}

const correctionSchema = v.object({
  last: v.exactOptional(v.string()),
  first: v.exactOptional(v.string()),
  middle: v.exactOptional(v.string()),
  birthDate: v.exactOptional(v.string()),
  class: v.exactOptional(v.string()),
})

const answersSchema = v.object({
  /** The sheet of a workbook; the likeliest when absent. */
  sheet: v.optional(v.string()),
  mapping: v.optional(
    v.object({
      headerRows: v.array(v.number()),
      uses: v.array(v.picklist(columnUses)),
      order: v.picklist(orders),
    }),
  ),
  /** Whether the columns come from an earlier file of this source. */
  isRemembered: v.boolean(),
  /** The class of rows that name none. */
  classHint: v.optional(classSchema),
  /** Letters by grade. */
  letters: v.record(v.string(), v.string()),
  /** Classes the person makes although they are not among the appointed ones. */
  made: v.array(classSchema),
  /** By row. */
  corrections: v.record(v.string(), correctionSchema),
  /** By row: the key of the choice. */
  choices: v.record(v.string(), v.string()),
})

/** Everything a person has said about a list so far. */
export type Answers = v.InferOutput<typeof answersSchema>

export const noAnswers: Answers = {
  isRemembered: false,
  letters: {},
  made: [],
  corrections: {},
  choices: {},
}

export function readAnswers(kept: unknown): Answers {
  const read = v.safeParse(answersSchema, kept)
  return read.success ? read.output : noAnswers
}

/** The corrections as the preview takes them. */
export function correctionsOf({
  corrections,
}: Pick<Answers, "corrections">): ReadonlyMap<number, Correction> {
  return new Map(Object.entries(corrections).map(([row, typed]) => [Number(row), typed]))
}

/** Another sheet is another table: what was said about the rows and columns of this one is void. */
export function forSheet(answers: Answers, sheet: string | undefined): Answers {
  return { ...noAnswers, made: answers.made, sheet }
}
