/** Figures of several rounds, by name. */
export type Figures = Readonly<Record<string, number>>

/** The middle of several measurements: one hiccup of a shared machine does not move it. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** Half the range between the quartiles over the median: how noisy the rounds were. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values)
}

export type Medians = {
  readonly of: (name: string) => number
  readonly spreadOf: (name: string) => number
  /**
   * The median over the rounds of one figure divided by another of the same round: what slowed the machine in a
   * round slowed both.
   */
  readonly ratio: (name: string, floor: string) => number
}

export function mediansOf(rounds: readonly Figures[]): Medians {
  const all = (name: string): number[] => rounds.map((round) => round[name] ?? Number.NaN)
  return {
    of: (name) => median(all(name)),
    spreadOf: (name) => spread(all(name)),
    ratio: (name, floor) => {
      const floors = all(floor)
      return median(all(name).map((value, round) => value / (floors[round] ?? Number.NaN)))
    },
  }
}

/** Runs the measured things in turn, round after round. Unless all is warm already, one round more is not counted. */
export async function inTurn(
  rounds: number,
  measure: () => Promise<Figures>,
  { isWarm = false }: { readonly isWarm?: boolean } = {},
): Promise<Medians> {
  if (!isWarm) await measure()
  const counted: Figures[] = []
  for (let round = 0; round < rounds; round += 1) counted.push(await measure())
  return mediansOf(counted)
}
