/** Counts from 1 to one less than this are not told: with a glance at the class they could name a child. */
export const toldFrom = 5

/**
 * A count as it leaves the school: `few` is less than {@link toldFrom}; `hidden` is more, and is kept back because a
 * `few` beside it could be reckoned from the total.
 */
export type Told = number | "few" | "hidden"

export interface ToldCounts {
  readonly each: readonly Told[]
  /** Their sum, unless telling it would tell one of the small ones. */
  readonly total: Told
}

/**
 * Tells counts that have a total, so that no small one can be reckoned from the others.
 * @param kept places that are not told whatever stands there, a nought too: the group itself is small
 */
export function tellCounts(counts: readonly number[], kept: readonly boolean[] = []): ToldCounts {
  const told: Told[] = counts.map((count, place) => {
    if (count > 0 && count < toldFrom) return "few"
    if (kept[place] !== true) return count
    return count < toldFrom ? "few" : "hidden"
  })
  const sum = counts.reduce((total, count) => total + count, 0)
  const bySize = counts.map((_, place) => place).sort((one, other) => sizeOf(one) - sizeOf(other))
  function sizeOf(place: number): number {
    return counts[place] ?? 0
  }
  for (const place of bySize) {
    if (!isGuessable(counts, told)) break
    if (sizeOf(place) >= toldFrom && told[place] !== "few") told[place] = "hidden"
  }
  if (isGuessable(counts, told)) return { each: told, total: sum < toldFrom ? "few" : "hidden" }
  return { each: told, total: sum > 0 && sum < toldFrom ? "few" : sum }
}

/** Whether the total and what is told leave one small count no choice but its value. */
function isGuessable(counts: readonly number[], told: readonly Told[]): boolean {
  const secret = counts.filter((_, place) => typeof told[place] !== "number")
  const sum = secret.reduce((total, count) => total + count, 0)
  const ranges = told.flatMap((one): Range[] => {
    if (typeof one === "number") return []
    return one === "few" ? [{ from: 0, to: toldFrom - 1 }] : [{ from: toldFrom, to: Infinity }]
  })
  // What is small was told to be so: a nought is told as a nought, but for small groups.
  const least = ranges.reduce((total, { from }) => total + from, 0)
  const most = ranges.reduce((total, { to }) => total + to, 0)
  return ranges.some(({ from, to }) => {
    if (to === Infinity) return false
    const lowest = Math.max(from, sum - (most - to))
    const highest = Math.min(to, sum - (least - from))
    return highest - lowest < 1
  })
}

interface Range {
  readonly from: number
  readonly to: number
}
