import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

import { cellsOf, rowsOf, type Comparison } from "./comparison.ts"

const figures = new URL("../../../docs/peers.json", import.meta.url)
const document = new URL("../../../docs/figures.md", import.meta.url)
const begin = "<!-- peers: written by npm run bench:peers -- --record, from the run itself -->"
const end = "<!-- end of peers -->"

export type Circumstances = {
  readonly machine: string
  readonly chromium: string
  /** The load of the last minute, before and after. */
  readonly loads: readonly [before: number, after: number]
}

/** Writes the run into docs/peers.json and its tables into docs/figures.md: nobody copies a figure by hand. */
export function recordPeers(compared: readonly Comparison[], circumstances: Circumstances): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()
  const on = new Date().toISOString().slice(0, 10)
  const conditions = compared.map((comparison) => ({
    condition: comparison.condition.title,
    rounds: Math.min(...[...comparison.found.values()].map((rounds) => rounds.length)),
    rows: rowsOf(comparison),
  }))
  const recorded = { on, commit, ...circumstances, conditions }
  writeFileSync(figures, `${JSON.stringify(recorded, null, 2)}\n`)
  const [before, after] = circumstances.loads.map((load) => load.toFixed(1))
  const said = `${on}, \`${commit}\`: ${circumstances.machine}, Chromium ${circumstances.chromium}, load ${before} before and ${after} after.`
  const tables = compared.map((comparison, place) =>
    [
      `**${comparison.condition.title}**, medians of ${conditions[place]?.rounds ?? 0} rounds`,
      "",
      ...cellsOf(comparison).flatMap((row, line) => [
        `| ${row.join(" | ")} |`,
        ...(line === 0 ? [`|${"---|".repeat(row.length)}`] : []),
      ]),
    ].join("\n"),
  )
  writeFileSync(document, between(readFileSync(document, "utf8"), [said, ...tables].join("\n\n")))
}

function between(text: string, inner: string): string {
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) {
    throw new Error("docs/figures.md has lost the marks between which the peers stand")
  }
  return `${before}${begin}\n${inner}\n${end}${after}`
}
