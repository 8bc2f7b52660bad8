import type { LeaseRow } from "./rows.ts"

/**
 * How many days a tablet may be without its server and still open: a fortnight, longer than any school holiday but the
 * summer's. A school may set its own (`leaseDays` of its record). A revoked teacher who stays offline reads no longer.
 */
export const leaseDaysUsual = 14

const dayMs = 86_400_000

export type Lease =
  | { readonly kind: "good" }
  /** `sinceMs` is the last contact. */
  | { readonly kind: "over"; readonly sinceMs: number }

/** Whether the tablet may open. One that never had a server, and one of an older release, may. */
export function leaseOf(row: LeaseRow | undefined, nowMs: number): Lease {
  if (row === undefined) return { kind: "good" }
  const { spentMs, days = leaseDaysUsual, contactAt } = passed(row, nowMs)
  return spentMs > days * dayMs ? { kind: "over", sinceMs: contactAt } : { kind: "good" }
}

/**
 * The same with the time up to now counted. The clock may be set by hand, so what counts is how much it has run: above
 * the highest time seen all of it, below that (it was set back) only onward from the time seen last. Set back it gains
 * nothing; set forward it spends the lease, until the next contact.
 */
export function passed(row: LeaseRow, nowMs: number): LeaseRow {
  const from = nowMs >= row.highestAt ? row.highestAt : row.seenAt
  const spentMs = row.spentMs + Math.max(0, nowMs - from)
  return { ...row, spentMs, seenAt: nowMs, highestAt: Math.max(row.highestAt, nowMs) }
}
