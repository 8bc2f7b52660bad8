/** So many at once, and so many more each second. */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

/** A whole school shares one address, so accounts and devices are counted first and addresses generously. */
export const allowances = {
  account: { burst: 300, perSecond: 10 },
  device: { burst: 200, perSecond: 5 },
  /** Requests without a session. */
  address: { burst: 300, perSecond: 10 },
  /** Looking at and accepting invitations: forty teachers on their first morning, but no guessing. */
  invitations: { burst: 100, perSecond: 1 },
  /** Sign-ins by address, before anybody is known. */
  signIns: { burst: 100, perSecond: 1 },
  /** Tries of one person's passphrase from one address, and from all of them together. */
  tries: { burst: 10, perSecond: 1 / 60 },
  triesAnywhere: { burst: 60, perSecond: 1 / 20 },
  /** Codes of one person's second factor. */
  factor: { burst: 10, perSecond: 1 / 120 },
} as const satisfies Readonly<Record<string, Allowance>>

export type Counted = keyof typeof allowances

export interface RateLimits {
  /** Takes one; undefined when there was one, else the seconds until there will be. */
  take(counted: Counted, who: string): number | undefined
}

interface Bucket {
  left: number
  at: number
}

const bucketsMax = 20_000

/** Token buckets in memory: a restart forgets them, which does no harm. */
export function createRateLimits(nowMs: () => number): RateLimits {
  const buckets = new Map<string, Bucket>()
  return {
    take: (counted, who) => {
      const { burst, perSecond } = allowances[counted]
      const key = `${counted} ${who}`
      const now = nowMs()
      const known = buckets.get(key)
      // Taken out and put back at the end, so that the first ones are those longest unused.
      buckets.delete(key)
      const grown =
        known === undefined ? burst : known.left + ((now - known.at) / 1_000) * perSecond
      const left = Math.min(burst, grown)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      forgetOldest(buckets)
      return left >= 1 ? undefined : Math.max(1, Math.ceil((1 - left) / perSecond))
    },
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys()
  if (buckets.size > bucketsMax && oldest !== undefined) buckets.delete(oldest)
}
