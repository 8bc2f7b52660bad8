import { drawFrom } from "#tests/faults/part.ts"

/** What dies, and in the middle of what. */
export interface Round {
  readonly seed: number
  readonly victim: "browser" | "page"
  readonly during: "marking" | "sending"
  /** So many marks must be shown before a marking is cut, and one request must have come by before a sending is. */
  readonly afterMarks: number
  /** Then a random moment more: about what a mark or a request takes. */
  readonly afterMs: number
  readonly restMsMax: number
  readonly sendAfter: number
}

/** The four kinds in turn, each at a moment of its own. */
export function roundOf(seed: number, place: number): Round {
  const draw = drawFrom(seed * 10_007 + place)
  const during = place % 4 < 2 ? "marking" : "sending"
  return {
    seed: draw(1_000_000),
    victim: place % 2 === 0 ? "browser" : "page",
    during,
    afterMarks: draw(24),
    afterMs: draw(25),
    restMsMax: draw(20),
    sendAfter: 1 + draw(24),
  }
}
