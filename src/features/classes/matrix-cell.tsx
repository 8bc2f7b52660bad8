import type { ReactElement } from "react"

import type { StepState } from "#/domain/participation.ts"
import { Icon } from "#/ui/icon.tsx"

import "./matrix-cell.css"

/** What a cell looks like. The words for it stand in `classWords.season.cell`. */
export const cellKinds = [
  "done",
  "wait",
  "begun",
  "absent",
  "excused",
  "refused",
  "clash",
  "planned",
  "todo",
  "none",
] as const

export type CellKind = (typeof cellKinds)[number]

export function cellKindOf(state: StepState): CellKind {
  switch (state.kind) {
    case "done":
      return state.waits ? "wait" : "done"
    case "absent":
      return state.excused ? "excused" : "absent"
    case "not-required":
      return "none"
    default:
      return state.kind
  }
}

type Look = readonly [classes: string, icon: ReactElement | null]

/** Drawn once: a class of 33 has some two hundred cells. */
const looks: Readonly<Record<CellKind, Look>> = {
  done: ["cell cell-done st-present", <Icon key="i" name="check" />],
  wait: ["cell cell-wait st-waiting", <Icon key="i" name="wait" />],
  begun: ["cell cell-part st-waiting", null],
  absent: ["cell cell-miss st-absent", <Icon key="i" name="cross" />],
  excused: ["cell cell-lock st-absent", <Icon key="i" name="excuse" />],
  refused: ["cell cell-lock st-unmarked", <Icon key="i" name="cross" />],
  clash: ["cell cell-lock st-conflict", <Icon key="i" name="clash" />],
  planned: ["cell cell-plan st-unmarked", <Icon key="i" name="calendar" />],
  todo: ["cell cell-todo", null],
  none: ["cell cell-none", null],
}

/** The sign with its name for those who do not see it. A function and not a component: a cell costs nothing more. */
export function drawCell(kind: CellKind, name: string): ReactElement {
  const [classes, icon] = looks[kind]
  return (
    <span className={classes} role="img" aria-label={name}>
      {icon}
    </span>
  )
}

/** The sign beside its own words. */
export function drawSign(kind: CellKind): ReactElement {
  const [classes, icon] = looks[kind]
  return (
    <span className={classes} aria-hidden="true">
      {icon}
    </span>
  )
}
