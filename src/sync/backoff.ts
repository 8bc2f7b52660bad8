export const delayMsFirst = 1_000
export const delayMsMax = 300_000

/**
 * How long to wait after the given number of failures in a row: doubling from one second to five minutes,
 * with jitter (`random` in 0…1) so that a school whose network returns does not knock all at once.
 */
export function delayAfter(failures: number, random: number): number {
  const full = Math.min(delayMsFirst * 2 ** Math.max(0, failures - 1), delayMsMax)
  return Math.round(full / 2 + (full / 2) * random)
}
