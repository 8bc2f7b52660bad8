import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

/** What a full run tried and found. `tried` and `found` are counts under plain names, e.g. `{ histories: 20000 }`. */
export interface Proof {
  readonly command: string
  readonly tried: Readonly<Record<string, number>>
  /** What must be zero. */
  readonly broken: number
}

interface RecordedProof extends Proof {
  readonly on: string
  readonly commit: string
}

const file = new URL("../../docs/proof.json", import.meta.url)

/**
 * Writes down a full run under its name in docs/proof.json, from which docs/how-we-test.md and the screen
 * «Как мы проверяем» take their figures: nobody copies a count by hand. For runs with `--record` only.
 */
export function recordProof(name: string, proof: Proof): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()
  const on = new Date().toISOString().slice(0, 10)
  const recorded = { ...readProofs(), [name]: { ...proof, on, commit } }
  const sorted = Object.fromEntries(Object.entries(recorded).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`)
}

function readProofs(): Record<string, RecordedProof> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, RecordedProof>
}
