import type { AreaPart, AreaSummary } from "#/sync/area-api.ts"

export type Counts = AreaPart["counts"]
export type StepCell = Counts["steps"][number]

/** One step of the season as a column; a step that is taken twice has two. */
export interface StepColumn {
  readonly key: string
  readonly step: string
  readonly time: number
  /** Whether the step has another column. */
  readonly isOneOf: boolean
}

export function columnsOf({ total }: AreaSummary): readonly StepColumn[] {
  const { steps } = total.counts
  return steps.map(({ step, time }) => ({
    key: `${step} ${time}`,
    step,
    time,
    isOneOf: steps.filter((other) => other.step === step).length > 1,
  }))
}

export function cellIn({ steps }: Counts, column: StepColumn): StepCell | undefined {
  return steps.find(({ step, time }) => step === column.step && time === column.time)
}

/** Whose consent is here, as a cell like that of a step. */
export function consentsIn({ consents, pupils, classes }: Counts): StepCell {
  return { step: "consents", time: 1, heldIn: 0, classes, done: consents, of: pupils }
}

/** Whole percent of the pupils who took part; undefined where one of the two numbers is not told or nobody has to. */
export function shareOf(cell: StepCell | undefined): number | undefined {
  if (cell === undefined || typeof cell.done !== "number" || typeof cell.of !== "number") {
    return undefined
  }
  return cell.of === 0 ? undefined : Math.floor((cell.done / cell.of) * 100)
}

/** By which column the rows stand: `name`, `consents`, `pupils`, `held`, `tablets` or the key of a step. */
export type Order = string

/** «Кто не провёл» first: the least share at the top, what is not known at the bottom. */
export function inOrder(
  parts: readonly AreaPart[],
  order: Order,
  columns: readonly StepColumn[],
): readonly AreaPart[] {
  const value = valueBy(order, columns)
  return [...parts].sort(
    (one, other) => value(one) - value(other) || one.name.localeCompare(other.name, "ru"),
  )
}

function valueBy(order: Order, columns: readonly StepColumn[]): (part: AreaPart) => number {
  const column = columns.find(({ key }) => key === order)
  // A school without a single class has not even begun.
  if (column !== undefined) {
    return ({ counts }) => (counts.classes === 0 ? -1 : lackOf(cellIn(counts, column)))
  }
  if (order === "consents") {
    return ({ counts }) => (counts.classes === 0 ? -1 : lackOf(consentsIn(counts)))
  }
  if (order === "pupils") {
    return ({ counts }) => (typeof counts.pupils === "number" ? counts.pupils : 0)
  }
  if (order === "held") return ({ counts }) => counts.held
  if (order === "tablets") return ({ tablets }) => tablets.full / Math.max(1, tablets.of)
  return () => 0
}

function lackOf(cell: StepCell | undefined): number {
  if (cell === undefined || cell.of === null) return Infinity
  // So few took part that it is not told: that is almost nobody.
  return cell.done === "few" ? 0.5 : (shareOf(cell) ?? 101)
}
