import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

import { proofTable, withTable } from "./proof-table.ts"

/** What a full run tried and found: counts under plain names, e.g. `{ histories: 20000 }`. */
export interface Proof {
  readonly command: string
  readonly tried: Readonly<Record<string, number>>
  /** How many of them broke a promise. */
  readonly broken: number
  /** The state of the program that was run, when it is not the one that is checked out now. */
  readonly commit?: string
}

export interface RecordedProof extends Proof {
  readonly on: string
  readonly commit: string
}

const figures = new URL("../../docs/proof.json", import.meta.url)
const document = new URL("../../docs/how-we-test.md", import.meta.url)

/**
 * Writes down a full run under its name in docs/proof.json, from which docs/how-we-test.md and the screen
 * «Как мы проверяем» take their figures: nobody copies a count by hand. For runs with `--record` only.
 */
export function recordProof(name: string, proof: Proof): void {
  const { commit = checkedOut(), ...run } = proof
  const on = new Date().toISOString().slice(0, 10)
  const recorded = { ...readProofs(), [name]: { ...run, on, commit } }
  const sorted = Object.fromEntries(Object.entries(recorded).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(figures, `${JSON.stringify(sorted, null, 2)}\n`)
  writeFileSync(document, withTable(readFileSync(document, "utf8"), proofTable(sorted)))
}

function checkedOut(): string {
  return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()
}

export function readProofs(): Record<string, RecordedProof> {
  return JSON.parse(readFileSync(figures, "utf8")) as Record<string, RecordedProof>
}
