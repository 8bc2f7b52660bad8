import type { Counts } from "./school-counts.ts"
import { tellCounts, toldFrom, type Told } from "./small-counts.ts"

/** Counts as they leave the school. */
export interface ToldGroup {
  readonly classes: number
  readonly pupils: Told
  readonly consents: Told
  readonly held: number
  readonly steps: readonly ToldStep[]
}

export interface ToldStep {
  readonly step: string
  readonly time: number
  readonly heldIn: number
  readonly classes: number
  readonly done: Told
  /** Null where nobody has to take it. */
  readonly of: Told | null
}

export interface ToldParts {
  readonly each: readonly ToldGroup[]
  readonly total: ToldGroup
}

/** A group, and what may be told of it beside its own parts, when it has any. */
export interface Group {
  readonly counts: Counts
  readonly told?: ToldGroup
}

/**
 * Tells groups and their sum, e.g. the grades of a school or the schools of a city. Where a group has fewer than
 * {@link toldFrom} pupils nothing is told of what they did.
 */
export function tellGroups(given: readonly Group[], total: Counts): ToldParts {
  const groups = given.map(({ counts }) => counts)
  const isSmall = groups.map(({ pupils }) => pupils > 0 && pupils < toldFrom)
  const pupils = tellCounts(
    groups.map((group) => group.pupils),
    given.map(({ told }) => isKept(told?.pupils)),
  )
  const consents = tellCounts(
    groups.map((group) => group.consents),
    given.map(({ told }, place) => isSmall[place] === true || isKept(told?.consents)),
  )
  const columns = total.steps.map(({ step, time }) => {
    const cells = groups.map(({ steps }) =>
      steps.find((one) => one.step === step && one.time === time),
    )
    const required = cells.map((cell) => cell !== undefined && cell.of > 0)
    const before = given.map(({ told }) =>
      told?.steps.find((one) => one.step === step && one.time === time),
    )
    const done = tellCounts(
      cells.map((cell) => cell?.done ?? 0),
      isSmall.map(
        (small, place) => required[place] === true && (small || isKept(before[place]?.done)),
      ),
    )
    const of = tellCounts(
      cells.map((cell) => cell?.of ?? 0),
      before.map((cell) => isKept(cell?.of)),
    )
    return { cells, required, done, of }
  })
  const tell = (group: Counts, place: number): ToldGroup => ({
    classes: group.classes,
    pupils: pupils.each[place] ?? "hidden",
    consents: consents.each[place] ?? "hidden",
    held: group.held,
    steps: columns.flatMap(({ cells, required, done, of }) => {
      const cell = cells[place]
      if (cell === undefined) return []
      return {
        ...cell,
        done: done.each[place] ?? "hidden",
        of: required[place] === true ? (of.each[place] ?? "hidden") : null,
      }
    }),
  })
  return {
    each: groups.map(tell),
    total: {
      classes: total.classes,
      pupils: pupils.total,
      consents: consents.total,
      held: total.held,
      steps: total.steps.map((step, column) => ({
        ...step,
        done: columns[column]?.done.total ?? "hidden",
        of: step.of === 0 ? null : (columns[column]?.of.total ?? "hidden"),
      })),
    },
  }
}

function isKept(told: Told | null | undefined): boolean {
  return told === "few" || told === "hidden"
}
