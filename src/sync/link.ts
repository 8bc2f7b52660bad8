/** How the tablet stands with its server, apart from what waits. */
export type Link =
  /** No server was ever joined: everything stays here. */
  | { readonly kind: "local" }
  | { readonly kind: "demo" }
  | { readonly kind: "resting" }
  | { readonly kind: "sending"; readonly left: number; readonly total: number }
  | { readonly kind: "offline" }
  /** The tablet's disk is full: nothing can be written down about what is sent and received. */
  | { readonly kind: "full" }
  | { readonly kind: "unreachable"; readonly retryAt: number }
  | { readonly kind: "signed-out" }
  | { readonly kind: "revoked" }
  | { readonly kind: "version" }

export interface Tally {
  /** Ops without a receipt. */
  readonly waiting: number
  /** Ops the server refused and nobody has mended. */
  readonly refused: number
  /** Pupils or fields with two different values. */
  readonly clashes: number
  /** How many of these are marks of pupils. */
  readonly clashingMarks: number
  /** When everything was last known to be acknowledged, in milliseconds; null before that. */
  readonly allSentAt: number | null
}

/** What the sync indicator says: the wording table of the product, one line for each kind. */
export type Indication =
  | { readonly kind: "demo" }
  | { readonly kind: "local"; readonly waiting: number }
  | { readonly kind: "sent"; readonly at: number }
  | { readonly kind: "waiting"; readonly waiting: number }
  | { readonly kind: "sending"; readonly done: number; readonly total: number }
  | { readonly kind: "offline"; readonly waiting: number }
  | { readonly kind: "full"; readonly waiting: number }
  | { readonly kind: "unreachable"; readonly retryAt: number; readonly waiting: number }
  | { readonly kind: "signed-out"; readonly waiting: number }
  | { readonly kind: "revoked"; readonly waiting: number }
  | { readonly kind: "version"; readonly waiting: number }
  | { readonly kind: "refused"; readonly refused: number }
  | { readonly kind: "clash"; readonly clashes: number; readonly areMarks: boolean }

/**
 * One line out of everything known. What asks for something of the teacher comes first; «Всё отправлено»
 * is said only when nothing waits and the server has acknowledged it.
 */
export function indication(link: Link, tally: Tally): Indication {
  const { waiting } = tally
  if (link.kind === "demo") return { kind: "demo" }
  if (link.kind === "local") return { kind: "local", waiting }
  if (link.kind === "revoked" || link.kind === "version") return { kind: link.kind, waiting }
  if (link.kind === "signed-out") return { kind: "signed-out", waiting }
  if (link.kind === "full") return { kind: "full", waiting }
  if (tally.refused > 0) return { kind: "refused", refused: tally.refused }
  if (tally.clashes > 0) {
    const { clashes, clashingMarks } = tally
    return { kind: "clash", clashes, areMarks: clashes === clashingMarks }
  }
  if (link.kind === "sending" && waiting > 0) {
    const total = Math.max(link.total, waiting)
    return { kind: "sending", done: total - link.left, total }
  }
  if (link.kind === "offline") return { kind: "offline", waiting }
  if (link.kind === "unreachable") return { kind: "unreachable", retryAt: link.retryAt, waiting }
  if (waiting > 0 || tally.allSentAt === null) return { kind: "waiting", waiting }
  return { kind: "sent", at: tally.allSentAt }
}
