import type { Instrument, Text } from "#/domain/instrument/instrument.ts"
import { leadingIds } from "#/domain/results/leaders.ts"
import type { Profile } from "#/domain/results/profile.ts"

/** How many spheres are worth marking; more are no choice. It is a hint and forbids nothing. */
export const spheresWanted = 3

/** What may be marked for a pupil: the scales of the newest result, else those of a plain list of spheres. */
export interface SphereOffer {
  readonly spheres: readonly Text[]
  /** Those that lead: offered to be taken with one tap, never taken by themselves. */
  readonly leading: readonly Text[]
}

/** @param fallback whose scales are offered where there is no result */
export function sphereOffer(profile: Profile | undefined, fallback: Instrument): SphereOffer {
  if (profile === undefined) return { spheres: titlesOf(fallback), leading: [] }
  const leading = new Set(leadingIds(profile.leaders))
  return {
    spheres: titlesOf(profile.instrument),
    leading: profile.rows
      .filter(({ scale }) => leading.has(scale.id))
      .map(({ scale }) => scale.title),
  }
}

function titlesOf({ scales }: Instrument): readonly Text[] {
  return scales.map(({ title }) => title)
}

/** Taken in or out of a list of titles; the order of marking stays. */
export function toggled(titles: readonly string[], title: string): readonly string[] {
  return titles.includes(title) ? titles.filter((one) => one !== title) : [...titles, title]
}
