import * as v from "valibot"

import { calledNames } from "#/domain/called-names.ts"
import { partBefore } from "#/domain/diagnostic-session.ts"
import { minutesOf } from "#/domain/tablet-norms.ts"
import type { HandoverOrder, HandoverPupil } from "#/platform/handover.ts"

import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"
import type { Session } from "./use-session.ts"

export const tabletsMax = 8

const choiceSchema = v.object({
  pickBy: v.picklist(["names", "tickets"]),
  language: v.picklist(["ru", "en"]),
  tablets: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(tabletsMax)),
  /** Which of the tablets this one is, from 1. */
  no: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(tabletsMax)),
})

/** How the tablet is handed over; kept for the lesson, so that it is given back to pupils in the same way. */
export type HandChoice = v.InferOutput<typeof choiceSchema>

export const usualChoice: HandChoice = { pickBy: "names", language: "ru", tablets: 1, no: 1 }

export function decodeChoice(kept: unknown): HandChoice {
  const read = v.safeParse(choiceSchema, kept)
  return read.success && read.output.no <= read.output.tablets ? read.output : usualChoice
}

interface Given {
  readonly lesson: Lesson
  readonly session: Session
  readonly lines: readonly RegisterLine[]
  readonly choice: HandChoice
  /** Who sits now; who is at it on this tablet stays in the list by itself. */
  readonly ticked: ReadonlySet<string>
}

/**
 * What pupil mode is told. Names are told apart among the whole lesson and numbers are those of the register, so that a
 * pupil is called the same on every tablet.
 */
export function handOrder({ lesson, session, lines, choice, ticked }: Given): HandoverOrder {
  const { instrument } = session
  const rows = new Map(session.rows.map((row) => [row.pupil, row]))
  const tickets = new Map(lines.map(({ pupil, no }) => [pupil, no]))
  const named = lines.flatMap(({ pupil }) => lesson.named.get(pupil) ?? [])
  const pupils = calledNames(named).flatMap(({ id, called }): readonly HandoverPupil[] => {
    const row = rows.get(id)
    if (row === undefined || !(ticked.has(id) || row.state.kind === "in-progress")) return []
    const before = partBefore(row)
    return [
      {
        id,
        called,
        ticket: tickets.get(id) ?? 0,
        again: true,
        minutesToday: minutesOf(row.today.day),
        ...(before === undefined ? {} : { before }),
      },
    ]
  })
  const { pickBy, language } = choice
  const order = pickBy === "names" ? pupils : [...pupils].sort((a, b) => a.ticket - b.ticket)
  return { activity: lesson.activity.id, instrument, pupils: order, pickBy, language }
}
