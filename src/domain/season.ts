import type { ActivityKind } from "./activity-kind.ts"
import type { Day } from "./day.ts"
import { textOf, type ShownRecord } from "./record.ts"
import { seasonPresets, type SeasonPreset, type StepPreset } from "./season-presets.ts"

/** A step as this school has it: the preset's, with the dates a person changed. */
export interface Step {
  readonly code: string
  /** The kind of activity that does it; null for a step on paper (consents). */
  readonly kind: ActivityKind | null
  readonly grades: readonly number[]
  readonly from: Day
  readonly due: Day
  /** The school does without it this season. */
  readonly skipped: boolean
  /** Whether each pupil takes it, by name. */
  readonly byPupil: boolean
  /** How many times each pupil should take part, e.g. two trials. */
  readonly times: number
}

export interface Season {
  readonly code: string
  readonly start: Day
  readonly end: Day
  readonly steps: readonly Step[]
}

/** The season of a preset with the changes stored in its record, if any. */
export function seasonOf(preset: SeasonPreset, record: ShownRecord | undefined): Season {
  const dayIn = (cell: string, otherwise: Day): Day =>
    (record === undefined ? "" : textOf(record, cell)) || otherwise
  const step = (planned: StepPreset): Step => ({
    code: planned.code,
    kind: planned.kind,
    grades: planned.grades,
    from: dayIn(`from:${planned.code}`, planned.from),
    due: dayIn(`due:${planned.code}`, planned.due),
    skipped: record?.cells[`skip:${planned.code}`]?.value === true,
    byPupil: planned.byPupil,
    times: planned.times ?? 1,
  })
  return {
    code: preset.code,
    start: dayIn("start", preset.start),
    end: dayIn("end", preset.end),
    steps: preset.steps.map(step),
  }
}

/** The preset a school works by: the one it chose, else the one that covers the day, else the latest. */
export function presetFor(chosen: string, today: Day): SeasonPreset {
  const named = seasonPresets.find((preset) => preset.code === chosen)
  const covering = seasonPresets.find((preset) => preset.start <= today && today <= preset.end)
  return named ?? covering ?? seasonPresets[seasonPresets.length - 1] ?? seasonPresets[0]
}

export function requiredFor(step: Step, grade: number): boolean {
  return !step.skipped && step.grades.includes(grade)
}

export type DateFault = "ends-before-start" | "outside-season"

/** Whether dates of a step make sense; both already exist in the calendar. */
export function stepDatesFault(season: Season, from: Day, due: Day): DateFault | undefined {
  if (due < from) return "ends-before-start"
  // The training course begins before the pupils' events: only a step wholly elsewhere is a slip.
  return due < season.start || from > season.end ? "outside-season" : undefined
}
