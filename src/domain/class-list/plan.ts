import { unreachable } from "#/base/assert.ts"
import { sameJson } from "#/base/json.ts"
import { className } from "#/domain/school-class.ts"

import { folded } from "./cell-text.ts"
import { type ClassName } from "./class-name.ts"
import type {
  Choice,
  DoubtfulRow,
  NewPupil,
  PreviewRow,
  PupilChange,
  PupilDraft,
} from "./preview-row.ts"
import type { Preview } from "./preview.ts"

/** What becomes of a row of the file. */
export type Fate = "added" | "changed" | "same" | "merged" | "set-aside" | "refused" | "skipped"

/**
 * Everything an import writes, and nothing else: nobody is removed. Classes are named, since some do not exist yet.
 */
export interface ImportPlan {
  /** Classes to make, each once, in the order of the file. */
  readonly classes: readonly ClassName[]
  readonly add: readonly { readonly row: number; readonly pupil: NewPupil }[]
  readonly change: readonly {
    readonly row: number
    readonly pupilId: string
    readonly changes: readonly PupilChange[]
  }[]
  /** Rows a person put off, and those that cannot be written: to be shown after the import. */
  readonly setAside: readonly number[]
  /** One fate for every row of the table, in order. */
  readonly fates: readonly { readonly row: number; readonly fate: Fate }[]
}

/**
 * Turns a preview and a person's choices into the plan of the import. `choices` is by row number; a doubtful row
 * without a choice, or with one the preview does not offer, takes its first, the safest.
 */
export function planImport(
  preview: Preview,
  choices: ReadonlyMap<number, Choice> = new Map(),
): ImportPlan {
  const steps = preview.rows.map((row) => stepOf(row, choices))
  const added = new Map(
    steps.flatMap((step) => (step.do === "add" ? [[step.row, step.pupil]] : [])),
  )
  const fateOf = new Map(steps.map((step) => [step.row, fateOfStep(step)]))
  for (const step of steps) {
    if (step.do !== "merge") continue
    const target = targetOf(step, steps)
    const pupil = added.get(target)
    if (pupil !== undefined) added.set(target, mergedPupil(pupil, step.pupil))
    // Whom the row repeats was put off, so it is put off with it and not lost.
    else if (fateOf.get(target) === "set-aside") fateOf.set(step.row, "set-aside")
  }
  const change = steps.flatMap((step) =>
    step.do === "change" ? [{ row: step.row, pupilId: step.pupilId, changes: step.changes }] : [],
  )
  const fates = steps.map(({ row }) => ({ row, fate: fateOf.get(row) ?? "skipped" }))
  return {
    classes: classesToMake(preview, [...added.values()], change),
    add: [...added].map(([row, pupil]) => ({ row, pupil })),
    change,
    setAside: fates.flatMap(({ row, fate }) =>
      fate === "set-aside" || fate === "refused" ? [row] : [],
    ),
    fates,
  }
}

type Step = { readonly row: number } & (
  | { readonly do: "add"; readonly pupil: NewPupil }
  | { readonly do: "change"; readonly pupilId: string; readonly changes: readonly PupilChange[] }
  | { readonly do: "merge"; readonly into: number; readonly pupil: PupilDraft }
  | { readonly do: "nothing"; readonly fate: Fate }
)

function stepOf(row: PreviewRow, choices: ReadonlyMap<number, Choice>): Step {
  switch (row.kind) {
    case "new":
      return { row: row.row, do: "add", pupil: row.pupil }
    case "changed":
      return { row: row.row, do: "change", pupilId: row.pupilId, changes: row.changes }
    case "doubtful":
      return chosenStep(row, choices.get(row.row))
    case "same":
    case "refused":
    case "skipped":
      return { row: row.row, do: "nothing", fate: row.kind }
    default:
      return unreachable(row)
  }
}

function chosenStep({ row, choices }: DoubtfulRow, chosen: Choice | undefined): Step {
  const choice =
    choices.find((one) => chosen !== undefined && sameChoice(one, chosen)) ?? choices[0]
  switch (choice.do) {
    case "write":
    case "write-with-date":
    case "write-to-class":
    case "write-archived":
    case "another":
      return { row, do: "add", pupil: choice.pupil }
    case "same":
    case "move":
    case "restore":
    case "archive":
      if (choice.changes.length === 0) return { row, do: "nothing", fate: "same" }
      return { row, do: "change", pupilId: choice.pupilId, changes: choice.changes }
    case "same-row":
      return { row, do: "merge", into: choice.row, pupil: choice.pupil }
    case "set-aside":
      return { row, do: "nothing", fate: "set-aside" }
    default:
      return unreachable(choice)
  }
}

function sameChoice(left: Choice, right: Choice): boolean {
  return sameJson(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right)))
}

function fateOfStep(step: Step): Fate {
  if (step.do === "nothing") return step.fate
  return step.do === "add" ? "added" : step.do === "change" ? "changed" : "merged"
}

/** A row may repeat a row that repeats a third one: follow to the one that is written. */
function targetOf(step: Extract<Step, { do: "merge" }>, steps: readonly Step[]): number {
  const byRow = new Map(steps.map((one) => [one.row, one]))
  let into = step.into
  // A twin always stands above, so this comes to an end.
  for (let next = byRow.get(into); next?.do === "merge"; next = byRow.get(into)) into = next.into
  return into
}

/** One pupil of two rows: what either knows, and the spelling with ё. */
function mergedPupil(pupil: NewPupil, other: PupilDraft): NewPupil {
  return {
    ...pupil,
    last: richer(pupil.last, other.last),
    first: richer(pupil.first, other.first),
    middle: richer(pupil.middle, other.middle),
    birthDate: pupil.birthDate ?? other.birthDate,
  }
}

function richer(have: string, offered: string): string {
  if (have === "") return offered
  return /ё/i.test(offered) && folded(have) === folded(offered) ? offered : have
}

function classesToMake(
  preview: Preview,
  added: readonly NewPupil[],
  change: ImportPlan["change"],
): readonly ClassName[] {
  const moved = change.flatMap(({ changes }) =>
    changes.flatMap((one) => (one.field === "class" ? [one.to] : [])),
  )
  const needed = [...added.map((pupil) => pupil.class), ...moved]
  const known = new Set(preview.known.map(className))
  return [...new Map(needed.map((named) => [className(named), named])).values()].filter(
    (named) => !known.has(className(named)),
  )
}
