import { sameJson, type Json } from "#/base/json.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { ServerCell } from "#/sync/merge.ts"

import { Broken } from "./broken.ts"
import { diagnosticDay } from "./diagnostics.ts"

type Values = Readonly<Record<string, Json>>

interface Sat {
  readonly school: string
  readonly rec: string
  readonly values: Values
  /** Where it stands in the order in which ops were taken in. */
  readonly place: number
}

type Ask = (sql: string, ...values: readonly (string | number)[]) => readonly Values[]

/**
 * What no server may let happen to sittings (S1): one is taken without a consent that opens the gate, one that was taken
 * changes, or is gone though nobody took it away. Judged by the tables alone and by rules said once more.
 */
export class ResultsWatch {
  readonly #known = new Map<string, Values>()

  /** The server was restored: what it has now is another history. */
  forget(): void {
    this.#known.clear()
  }

  /** Tombstones were collected. */
  forgetAll(gone: (school: string, rec: string) => boolean): void {
    for (const key of this.#known.keys()) {
      const [school = "", rec = ""] = key.split(" ")
      if (gone(school, rec)) this.#known.delete(key)
    }
  }

  /** An op on a sitting was taken in. */
  took({ school, rec, values, place }: Sat, ask: Ask): void {
    const key = `${school} ${rec}`
    if (values["answers"] === undefined || this.#known.has(key)) return
    this.#known.set(key, values)
    const consent = recordIds.consent(textIn(values, "pupil"), "school")
    const before = ask(
      "SELECT cells FROM op WHERE school = ? AND rec = ? AND rowid < ? AND verdict IN ('applied', 'superseded')",
      school,
      consent,
      place,
    ).map((row): Values => JSON.parse(textIn(row, "cells")))
    if (!couldOpen(before)) {
      throw new Broken(
        "S1",
        `${rec} is taken, and nobody has ever given a consent that opens the gate`,
      )
    }
  }

  /** How a sitting stands now. */
  look(school: string, rec: string, cells: Readonly<Record<string, ServerCell>>): void {
    const known = this.#known.get(`${school} ${rec}`)
    for (const [cell, value] of Object.entries(known ?? {})) {
      const stands = cells[cell]
      if (cell === "gone" || sameJson(stands?.value ?? null, value)) continue
      const isErased = stands?.value === null && stands.op.startsWith("server.")
      if (isErased && cell === "answers") continue
      throw new Broken(
        "S1",
        `${cell} of sitting ${rec} was ${JSON.stringify(value)} and is ${JSON.stringify(stands?.value)}`,
      )
    }
  }

  /** Every sitting that was ever taken is still there. */
  checkAll(ask: Ask): void {
    for (const key of this.#known.keys()) {
      const [school = "", rec = ""] = key.split(" ")
      if (ask("SELECT 1 FROM record WHERE school = ? AND id = ?", school, rec).length === 0) {
        throw new Broken("S1", `sitting ${rec} was taken and is nowhere`)
      }
    }
  }
}

/**
 * Whether these words, taken in one after the other, can have come to a consent that opened the gate. An op says only what
 * was new, and of two that did not know each other either may have won: what none of them says cannot have stood.
 */
function couldOpen(words: readonly Values[]): boolean {
  const said = (cell: string): readonly Json[] => words.flatMap((one) => one[cell] ?? [])
  const isSigned = said("day").length === 0 || said("day").some((day) => isUpTo(day))
  const isGiven = said("status").includes("given")
  const isLater = said("withdrawn").some((day) => !isUpTo(day))
  return isSigned && (isGiven || (said("status").includes("withdrawn") && isLater))
}

function isUpTo(day: Json): boolean {
  return typeof day === "string" && day <= diagnosticDay
}

function textIn(values: Values, name: string): string {
  const value = values[name]
  if (typeof value !== "string") throw new Error(`${name} is no text`)
  return value
}
