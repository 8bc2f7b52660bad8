import type { ActivityKind } from "#/domain/activity-kind.ts"
import { completes, type Mark } from "#/domain/mark.ts"
import type { IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"

/** The two buttons every pupil has, and the marks that stand one tap further. */
export interface MarkButtons {
  /** Also what «Остальные — …» fills in. */
  readonly yes: "present" | "finished"
  readonly no: Mark
  readonly more: readonly Mark[]
}

const attendance: MarkButtons = {
  yes: "present",
  no: "absent",
  more: ["late", "excused", "refused"],
}

const diagnostic: MarkButtons = {
  yes: "finished",
  no: "unfinished",
  more: ["not-started", "absent", "refused"],
}

export function markButtonsOf(kind: ActivityKind): MarkButtons {
  return kind === "diagnostic" ? diagnostic : attendance
}

/** On which of the two buttons a mark is shown: «Опоздал» in the place of «Был», «Уваж.» of «Не был». */
export function sideOf(mark: Mark): "yes" | "no" {
  return completes(mark) ? "yes" : "no"
}

export interface MarkLook {
  readonly state: State
  /** A tint and a frame; the loud fill is for what is plainly missing. */
  readonly soft: boolean
  readonly icon?: IconName
}

const looks: Readonly<Record<Mark, MarkLook>> = {
  present: { state: "present", soft: true, icon: "check" },
  finished: { state: "present", soft: true, icon: "check" },
  late: { state: "late", soft: true },
  unfinished: { state: "late", soft: true },
  absent: { state: "absent", soft: false, icon: "cross" },
  "not-started": { state: "absent", soft: true },
  excused: { state: "absent", soft: true, icon: "excuse" },
  refused: { state: "absent", soft: true, icon: "cross" },
}

export function lookOf(mark: Mark): MarkLook {
  return looks[mark]
}
