export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I8" | "I9" | "S1"

/** A promise is broken: ends the history. */
export class Broken extends Error {
  override readonly name = "Broken"
  readonly invariant: Invariant

  constructor(invariant: Invariant, detail: string) {
    super(detail)
    this.invariant = invariant
  }
}
