/** One measured thing. Ratios come first: absolute figures depend on the machine. */
export type Line = {
  readonly what: string
  /** Against a floor or a peer measured in the same run, with what it is. */
  readonly ratio?: number | undefined
  readonly against?: string
  /** The figure with its unit. */
  readonly figure: string
  /** What is aimed at, in words. */
  readonly aim?: string
  /** Whether the aim was met; undefined when there is none. */
  readonly met?: boolean | undefined
}

export type Table = { readonly title: string; readonly lines: readonly Line[] }

export function printTable({ title, lines }: Table): void {
  const rows = lines.map((line) => [
    line.met === undefined ? " " : line.met ? "✓" : "✗",
    line.what,
    line.ratio === undefined ? "" : `${line.ratio.toFixed(2)}×`,
    line.against ?? "",
    line.figure,
    line.aim ?? "",
  ])
  const head = ["", "what", "ratio", "of", "figure", "aim"]
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const written = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  console.log(`\n${title}`)
  console.log(written(head))
  for (const row of rows) console.log(written(row))
}

export const ms = (value: number): string =>
  value < 20 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`

export const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`
