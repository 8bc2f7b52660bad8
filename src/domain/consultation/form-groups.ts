import { must } from "#/base/assert.ts"

/** How many make a group in which each is heard, the default of a consultation. */
export const groupFrom = 6
export const groupTo = 12
/** Where several numbers of groups are possible, groups of about this size are wanted. */
const groupWanted = 9

/** A pupil to be placed. */
export interface Seeker {
  readonly id: string
  /** Scales that stand first in the result, several in a tie; empty without a result and where nothing leads. */
  readonly first: readonly string[]
}

/**
 * Groups of 6 to 12 in which those stand together with whom the same scale leads, as far as sizes allow. The same
 * pupils in the same order give the same groups.
 * - Every pupil is in exactly one group. Fewer than 12 are one group, however small; from 12 on every size is kept.
 * - Of a tie the scale with the most company decides, then the order of the scales.
 * - Who has no leader or no result fills up the groups that are smallest, so that nobody sits among the left over.
 * @param scales ids in the order of the instrument
 */
export function formGroups(
  seekers: readonly Seeker[],
  scales: readonly string[],
): readonly (readonly string[])[] {
  if (seekers.length === 0) return []
  const line = inLine(seekers, scales)
  const free = seekers.filter(({ first }) => first.length === 0).map(({ id }) => id)
  const groups = bestCut(line, seekers.length)
  const places = new Map(seekers.map(({ id }, place) => [id, place]))
  const placeOf = (id: string): number => must(places.get(id))
  return fillUp(groups, free).map((group) =>
    [...group].sort((one, other) => placeOf(one) - placeOf(other)),
  )
}

/** Those with a leader, one scale after another, the largest company first. */
interface Line {
  readonly ids: readonly string[]
  /** Places at which another scale begins: to cut there separates nobody. */
  readonly borders: ReadonlySet<number>
}

function inLine(seekers: readonly Seeker[], scales: readonly string[]): Line {
  const company = new Map<string, number>()
  for (const { first } of seekers) {
    for (const scale of first) company.set(scale, (company.get(scale) ?? 0) + 1)
  }
  const before = (one: string, other: string): number =>
    (company.get(other) ?? 0) - (company.get(one) ?? 0) ||
    scales.indexOf(one) - scales.indexOf(other)
  const clusters = new Map<string, string[]>()
  for (const { id, first } of seekers) {
    const [home] = [...first].sort(before)
    if (home !== undefined) clusters.set(home, [...(clusters.get(home) ?? []), id])
  }
  const sorted = [...clusters].sort(
    ([one, ofOne], [other, ofOther]) => ofOther.length - ofOne.length || before(one, other),
  )
  const borders = new Set<number>()
  const ids: string[] = []
  for (const [, cluster] of sorted) {
    borders.add(ids.length)
    ids.push(...cluster)
  }
  return { ids, borders }
}

/** What one pupil apart from the company costs against a company too many in a group, and against a pupil more or less. */
const splitCost = 1_000
const mixCost = 4

/** Of all possible numbers of groups the one that separates the fewest, then mixes few and is near to the wanted size. */
function bestCut(line: Line, all: number): readonly (readonly string[])[] {
  const least = Math.max(1, Math.ceil(all / groupTo))
  const most = Math.max(least, Math.floor(all / groupFrom))
  let best: { readonly cuts: readonly number[]; readonly cost: number } | undefined
  for (let count = least; count <= most; count += 1) {
    const cuts = cutsFor(line, count)
    const splits = cuts.filter((cut) => isInside(line, cut)).length
    const mixes = [...line.borders].filter((border) => border > 0 && !cuts.includes(border)).length
    const apart = Math.abs(all / count - groupWanted)
    const cost = splits * splitCost + mixes * mixCost + apart
    if (best === undefined || cost < best.cost) best = { cuts, cost }
  }
  const { cuts } = must(best)
  return [...cuts, line.ids.length].map((to, index) => line.ids.slice(cuts[index - 1] ?? 0, to))
}

function isInside({ ids, borders }: Line, cut: number): boolean {
  return cut > 0 && cut < ids.length && !borders.has(cut)
}

/**
 * Where the line is cut into so many parts, each time at the border nearest to an even cut that the sizes allow. Where the
 * line alone is too short for that many groups, parts stay below the least size and the others fill them up.
 */
function cutsFor({ ids, borders }: Line, count: number): readonly number[] {
  const length = ids.length
  const isShort = length < count * groupFrom
  const from = isShort ? Math.floor(length / count) : groupFrom
  const to = isShort ? groupFrom : groupTo
  const cuts: number[] = []
  for (let left = count - 1; left > 0; left -= 1) {
    const last = cuts.at(-1) ?? 0
    const low = Math.max(last + from, length - left * to)
    const high = Math.min(last + to, length - left * from)
    const even = last + Math.round((length - last) / (left + 1))
    cuts.push(nearest({ low, high, even }, borders))
  }
  return cuts
}

type Room = { readonly low: number; readonly high: number; readonly even: number }

function nearest({ low, high, even }: Room, borders: ReadonlySet<number>): number {
  const wanted = Math.min(high, Math.max(low, even))
  const open = [...borders].filter((border) => low <= border && border <= high)
  return (
    open.reduce<number | undefined>(
      (best, border) =>
        best === undefined || Math.abs(border - wanted) < Math.abs(best - wanted) ? border : best,
      undefined,
    ) ?? wanted
  )
}

/** One after another into the group that is smallest then. */
function fillUp(
  groups: readonly (readonly string[])[],
  free: readonly string[],
): readonly (readonly string[])[] {
  const filled = groups.map((group) => [...group])
  for (const id of free) {
    const smallest = filled.reduce((least, group) => (group.length < least.length ? group : least))
    smallest.push(id)
  }
  return filled.filter((group) => group.length > 0)
}

/** The scales that stand first with the most of a group, at most two of them, and each with two pupils at least. */
export function themesOf(group: readonly Seeker[], scales: readonly string[]): readonly string[] {
  const withScale = (scale: string): number =>
    group.filter(({ first }) => first.includes(scale)).length
  return scales
    .filter((scale) => withScale(scale) >= Math.min(2, group.length))
    .sort((one, other) => withScale(other) - withScale(one))
    .slice(0, 2)
}
