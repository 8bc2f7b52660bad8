import type { Instrument } from "#/domain/instrument/instrument.ts"
import { leading, type Result, type ScaleScore } from "#/domain/instrument/score.ts"

/**
 * What stands out in a result, by scale ids. lead: `first` share the highest place, `next` follow them, three in all at
 * most · even: more than three share the first place · low: none is more than weak, so none is called leading ·
 * profile: the scales speak of different things and are read side by side.
 */
export type Leaders =
  | { readonly kind: "unfinished"; readonly answered: number; readonly of: number }
  | { readonly kind: "lead"; readonly first: readonly string[]; readonly next: readonly string[] }
  | { readonly kind: "even"; readonly scales: readonly string[] }
  | { readonly kind: "low" }
  | { readonly kind: "profile" }

/** An unfinished result has no leaders: the items that are left could turn everything round. */
export function leadersOf(instrument: Instrument, result: Result): Leaders {
  if (!result.isFinished) {
    return { kind: "unfinished", answered: result.answered, of: result.of }
  }
  if (instrument.reading === "profile") return { kind: "profile" }
  const byId = new Map(result.scales.map((one) => [one.scale, one]))
  const isStrong = (scale: string): boolean => {
    const score = byId.get(scale)
    return score !== undefined && !isWeak(instrument, score)
  }
  const [top = []] = result.ranks
  if (!top.some(isStrong)) return { kind: "low" }
  const leaders = leading(result)
  if (leaders === undefined) return { kind: "even", scales: top }
  const strong = leaders.filter(isStrong)
  return {
    kind: "lead",
    first: strong.filter((scale) => top.includes(scale)),
    next: strong.filter((scale) => !top.includes(scale)),
  }
}

/** The ids of all that lead, the highest first; none while unfinished, where all are even and where all are low. */
export function leadingIds(leaders: Leaders): readonly string[] {
  return leaders.kind === "lead" ? [...leaders.first, ...leaders.next] : []
}

/**
 * In the lowest band, or on a row of steps not above its middle, which says «не могу решить»: nobody calls that
 * interesting. Where one thing is chosen over another and there are no bands, a low score says nothing of that kind.
 */
function isWeak({ bands, answering }: Instrument, { score, min, max }: ScaleScore): boolean {
  const [lowest, ...higher] = bands
  if (lowest !== undefined && higher.length > 0 && score <= lowest.upTo) return true
  return answering === "rating" && (score - min) * 2 <= max - min
}
