/** One part of `npm run faults`: tries, prints what it tried and returns how many promises were broken. */
export interface Part {
  readonly says: string
  /** So many runs in the full mode when none are asked for. */
  readonly runs: number
  readonly run: (order: PartOrder) => Promise<number>
}

export interface PartOrder {
  readonly runs: number
  readonly seed: number
  /** Whether the figures go into docs/how-we-test.md. */
  readonly record: boolean
}

/** Whole numbers below a bound, the same for the same seed. */
export function drawFrom(seed: number): (below: number) => number {
  let state = (Math.imul(seed, 2_654_435_761) >>> 0) % 0x7fffffff || 1
  return (below) => {
    // Lehmer: good enough to choose places, and small.
    state = (state * 48_271) % 0x7fffffff
    return state % below
  }
}
