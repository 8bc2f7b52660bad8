/** The seeds of `7` or of `1..20000`, both ends included. */
export function parseSeeds(written: string): readonly number[] {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(written)
  if (match === null) throw new Error(`seeds are written 7 or 1..20000, not «${written}»`)
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

export function addCounts(
  totals: Map<string, number>,
  counts: Readonly<Record<string, number>>,
): void {
  for (const [what, count] of Object.entries(counts)) {
    totals.set(what, (totals.get(what) ?? 0) + count)
  }
}

/** `1,234 steps · 56 crashes`, in the order in which they were first counted. */
export function countsLine(totals: ReadonlyMap<string, number>): string {
  return [...totals].map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`).join(" · ")
}
