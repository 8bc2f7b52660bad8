import type { Made } from "./model.ts"

/**
 * What one tablet's person has come to know of each cell: every value that was written there, or that its server told
 * it, shown or under an own value, and whatever those who wrote these had known.
 */
export class Knowledge {
  readonly #byCell = new Map<string, Set<Made>>()

  /** What is known of a cell now; it does not change when more is learnt. */
  of(rec: string, cell: string): ReadonlySet<Made> {
    return new Set(this.#byCell.get(placeOf(rec, cell)))
  }

  learn(made: Made): void {
    const place = placeOf(made.rec, made.cell)
    const known = this.#byCell.get(place) ?? new Set()
    if (known.has(made)) return
    known.add(made)
    for (const one of made.knew) known.add(one)
    this.#byCell.set(place, known)
  }

  /** The tablet was copied: from here on each half learns by itself. */
  copy(): Knowledge {
    const copy = new Knowledge()
    for (const [place, known] of this.#byCell) copy.#byCell.set(place, new Set(known))
    return copy
  }

  /** The device was wiped. */
  forget(): void {
    this.#byCell.clear()
  }
}

function placeOf(rec: string, cell: string): string {
  return `${rec} ${cell}`
}
