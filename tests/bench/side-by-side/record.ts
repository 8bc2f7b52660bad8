import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"

import { cellsOf, rowsOf, type Comparison, type Row } from "./comparison.ts"
import type { Condition } from "./measure.ts"

const figures = new URL("../../../docs/peers.json", import.meta.url)
const document = new URL("../../../docs/figures.md", import.meta.url)
const begin = "<!-- peers: written by npm run bench:peers -- --record, from the run itself -->"
const end = "<!-- end of peers -->"

export type Circumstances = {
  readonly machine: string
  readonly chromium: string
  /** Of the last minute. */
  readonly loadBefore: number
  readonly loadAfter: number
}

type Recorded = Circumstances & {
  readonly on: string
  readonly commit: string
  readonly condition: string
  readonly rounds: number
  readonly rows: readonly Row[]
}
type AllRecorded = Partial<Record<Condition["name"], Recorded>>

/**
 * Writes the run into docs/peers.json and its tables into docs/figures.md: nobody copies a figure by hand. What was
 * measured at a speed that is not in this run stays.
 */
export function recordPeers(compared: readonly Comparison[], circumstances: Circumstances): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()
  const on = new Date().toISOString().slice(0, 10)
  const known: AllRecorded = existsSync(figures) ? JSON.parse(readFileSync(figures, "utf8")) : {}
  const recorded = { ...known }
  for (const comparison of compared) {
    const { name, title } = comparison.condition
    const rounds = Math.min(...[...comparison.found.values()].map(({ length }) => length))
    const rows = rowsOf(comparison)
    recorded[name] = { on, commit, ...circumstances, condition: title, rounds, rows }
  }
  writeFileSync(figures, `${JSON.stringify(recorded, null, 2)}\n`)
  const tables = [recorded.full, recorded.slow].flatMap((found) => (found ? [tableOf(found)] : []))
  writeFileSync(document, between(readFileSync(document, "utf8"), tables.join("\n\n")))
}

function tableOf({
  on,
  commit,
  machine,
  chromium,
  loadBefore,
  loadAfter,
  condition,
  rounds,
  rows,
}: Recorded): string {
  return [
    `**${condition}**, ${rounds === 1 ? "one round" : `medians of ${rounds} rounds`}. ${on}, \`${commit}\`: ${machine}, Chromium ${chromium}, load ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after.`,
    "",
    ...cellsOf(rows).flatMap((row, line) => [
      `| ${row.join(" | ")} |`,
      ...(line === 0 ? [`|${"---|".repeat(row.length)}`] : []),
    ]),
  ].join("\n")
}

function between(text: string, inner: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) {
    throw new Error("docs/figures.md has lost the marks between which the peers stand")
  }
  return `${before}${begin}\n${inner}\n${end}${after}`
}
