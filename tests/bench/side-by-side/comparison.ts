import { mediansOf, type Figures, type Medians } from "#tests/bench/rounds.ts"

import type { Condition } from "./measure.ts"
import type { Job } from "./system.ts"
import { systems, type SystemName } from "./systems.ts"

export type Comparison = {
  readonly condition: Condition
  /** The rounds of each system, in the order in which they ran. */
  readonly found: ReadonlyMap<SystemName, readonly Figures[]>
}

/** What a row shows, medians over the rounds; ratios are to this project in the same round. */
export type Row = {
  readonly name: SystemName
  readonly writes: number
  readonly push: number
  readonly pushUp: number
  readonly pushDown: number
  readonly pull: number
  readonly pullUp: number
  readonly pullDown: number
  readonly cpu: number
  readonly pushAndPull: number
  readonly bytes: number
  /** Undefined without this project in the run. */
  readonly timeRatio: number | undefined
  readonly bytesRatio: number | undefined
}

export function rowsOf({ found }: Comparison): readonly Row[] {
  const ours = found.get("us")
  return [...found].map(([name, rounds]) => {
    const { of } = mediansOf(rounds)
    const beside = ours === undefined ? undefined : mediansOf(besides(rounds, ours))
    return {
      name,
      writes: of("writes"),
      push: of("push"),
      pushUp: of("pushUp"),
      pushDown: of("pushDown"),
      pull: of("pull"),
      pullUp: of("pullUp"),
      pullDown: of("pullDown"),
      cpu: of("cpu"),
      pushAndPull: of("pushAndPull"),
      bytes: of("bytes"),
      timeRatio: ratioOf(beside, "pushAndPull"),
      bytesRatio: ratioOf(beside, "bytes"),
    }
  })
}

function ratioOf(beside: Medians | undefined, name: string): number | undefined {
  return beside?.ratio(name, `our ${name}`)
}

function besides(rounds: readonly Figures[], ours: readonly Figures[]): readonly Figures[] {
  return rounds.map((round, place) => ({
    ...round,
    ...Object.fromEntries(
      Object.entries(ours[place] ?? {}).map(([name, value]) => [`our ${name}`, value]),
    ),
  }))
}

const head = [
  "system",
  "merges",
  "offline writes ms",
  "push ms",
  "push KB up / down",
  "pull ms",
  "pull KB up / down",
  "server CPU ms",
  "push + pull",
  "bytes",
]

/** A row of text for each system, under its heads. */
export function cellsOf(rows: readonly Row[]): readonly (readonly string[])[] {
  const written = rows.map((row) => [
    systems[row.name].title,
    systems[row.name].merges,
    whole(row.writes),
    whole(row.push),
    `${kilo(row.pushUp)} / ${kilo(row.pushDown)}`,
    whole(row.pull),
    `${kilo(row.pullUp)} / ${kilo(row.pullDown)}`,
    whole(row.cpu),
    times(row.timeRatio),
    times(row.bytesRatio),
  ])
  return [head, ...written]
}

export function printComparison(comparison: Comparison, { held, lessons }: Job): void {
  console.log(`\n${held.marks} marks of ${lessons.length} lessons, ${comparison.condition.title}`)
  const cells = cellsOf(rowsOf(comparison))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  for (const row of cells) {
    console.log(
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
  }
}

const whole = (value: number): string => Math.round(value).toLocaleString("en-US")
const kilo = (bytes: number): string => whole(bytes / 1_000)
const times = (ratio: number | undefined): string =>
  ratio === undefined ? "" : `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`
