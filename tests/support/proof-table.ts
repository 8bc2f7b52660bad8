import type { RecordedProof } from "./proof.ts"

export const figuresBegin = "<!-- figures: written by recordProof, from docs/proof.json -->"
export const figuresEnd = "<!-- end of figures -->"

/** The table of the full runs, a row each, as it stands in docs/how-we-test.md. */
export function proofTable(proofs: Readonly<Record<string, RecordedProof>>): string {
  const rows = Object.entries(proofs).map(([name, { tried, broken, command, on, commit }]) => {
    const counts = Object.entries(tried).map(
      ([what, count]) => `${count.toLocaleString("en-US")} ${what}`,
    )
    return `| ${name} | ${counts.join(", ")} | ${broken} | \`${command}\` | ${on}, \`${commit}\` |`
  })
  return [
    "| run | tried | broken | rerun with | last full run |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n")
}

/** The document with the table put in its place; the rest stays as it was written. */
export function withTable(document: string, table: string): string {
  const [before, rest] = document.split(figuresBegin)
  const after = rest?.split(figuresEnd)[1]
  if (before === undefined || after === undefined) {
    throw new Error("docs/how-we-test.md has lost the marks between which its table stands")
  }
  return `${before}${figuresBegin}\n${table}\n${figuresEnd}${after}`
}
