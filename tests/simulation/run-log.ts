import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs"

import * as v from "valibot"

import { toldSchema, type Told } from "./order.ts"

/**
 * What a long run has found so far, a line a history, under the state of the program that it is a run of. A run that was
 * cut short is gone on with from here, and counts for the histories that stand here and for no others.
 */
export interface RunLog {
  readonly commit: string
  readonly told: readonly Told[]
  readonly add: (told: Told) => void
}

const headSchema = v.object({ commit: v.string() })

/** Opens or begins it. Throws when it is the log of another state of the program: two states are two runs. */
export function openRunLog(file: string, commit: string): RunLog {
  const told = existsSync(file) ? toldIn(file, commit) : begun(file, commit)
  return { commit, told, add: (one) => appendFileSync(file, `${JSON.stringify(one)}\n`) }
}

function begun(file: string, commit: string): readonly Told[] {
  writeFileSync(file, `${JSON.stringify({ commit })}\n`)
  return []
}

function toldIn(file: string, commit: string): readonly Told[] {
  // What follows the last end of a line was being written when the run ended.
  const [first, ...lines] = readFileSync(file, "utf8").split("\n").slice(0, -1)
  const head = v.parse(headSchema, JSON.parse(first ?? "{}"))
  if (head.commit !== commit)
    throw new Error(`${file} is of ${head.commit}, and this is ${commit}: give another file`)
  return lines.map((line) => v.parse(toldSchema, JSON.parse(line)))
}
