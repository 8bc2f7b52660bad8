import * as v from "valibot"

import { must } from "#/base/assert.ts"
import {
  rescueReasons,
  rescueStates,
  type RescueReason,
  type RescueState,
} from "#/sync/rescue-api.ts"

import { integer, integerOrNull, text, textOrNull, type Row } from "./row.ts"

/** A bundle that a person has to look at before it is taken in. Ids and counts; the content stays sealed. */
export interface RescueEntry {
  /** The bundle's own id: the same one brought twice is kept once. */
  readonly id: string
  readonly cameAt: number
  /** Who brought it; null when an operator did, at the server. */
  readonly cameFrom: string | null
  /** Whose work it is, and of which tablet, as the bundle says. */
  readonly person: string
  readonly device: string
  readonly madeAt: number
  readonly ops: number
  /** How many records of each kind it touches. */
  readonly about: Readonly<Record<string, number>>
  readonly why: RescueReason
  readonly state: RescueState
  readonly decidedAt: number | null
  readonly decidedBy: string | null
}

export interface RescueRow extends RescueEntry {
  /** Sealed as it came, base64url, but for who was erased since (clean-bundles.ts). Kept when it is put away too. */
  readonly bundle: string
}

/** What one transaction may do with the bundles of one school (tests/contracts/rescues.ts). */
export interface RescueRows {
  rescue(id: string): Promise<RescueRow | undefined>
  /** Without the bundles, the newest first. */
  rescues(limit: number): Promise<readonly RescueEntry[]>
  /** How many that a person has brought wait to be decided on. */
  rescuesWaitingFrom(person: string): Promise<number>
  /** A known bundle gets another state; what it holds stays as it came. */
  putRescue(row: RescueRow): Promise<void>
  /** Only for an erasure: the same bundle without somebody's name. Nothing happens to one that is not there. */
  replaceBundle(id: string, bundle: string): Promise<void>
}

const counts = v.record(v.string(), v.number())

export function rescueEntryOf(row: Row): RescueEntry {
  return {
    id: text(row, "id"),
    cameAt: integer(row, "came_at"),
    cameFrom: textOrNull(row, "came_from"),
    person: text(row, "person"),
    device: text(row, "device"),
    madeAt: integer(row, "made_at"),
    ops: integer(row, "ops"),
    about: v.parse(counts, JSON.parse(text(row, "about"))),
    why: must(rescueReasons.find((why) => why === row["why"])),
    state: must(rescueStates.find((state) => state === row["state"])),
    decidedAt: integerOrNull(row, "decided_at"),
    decidedBy: textOrNull(row, "decided_by"),
  }
}

export function rescueRowOf(row: Row): RescueRow {
  return { ...rescueEntryOf(row), bundle: text(row, "bundle") }
}

/** Everything but the bundle. */
export const entryColumns =
  "id, came_at, came_from, person, device, made_at, ops, about, why, state, decided_at, decided_by"

/** In the order of {@link entryColumns}, the bundle last. */
export function rescueValues(row: RescueRow): readonly (string | number | null)[] {
  return [
    row.id,
    row.cameAt,
    row.cameFrom,
    row.person,
    row.device,
    row.madeAt,
    row.ops,
    JSON.stringify(row.about),
    row.why,
    row.state,
    row.decidedAt,
    row.decidedBy,
    row.bundle,
  ]
}
