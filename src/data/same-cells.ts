import type { BaseCell, OwnCell } from "#/sync/held.ts"
import type { OpCell } from "#/sync/op.ts"

/** Any of the cells that lie in rows. */
export type AnyCell = Partial<BaseCell & OwnCell & OpCell>

/**
 * The same cells, those that say the same being one object. A structured clone writes an object which it has met before
 * as a reference to it: the register of a class, where nearly every mark is of one op and one moment, is written and
 * read in half the time. What is read is the same in every cell.
 */
export function sameCells<Cell extends AnyCell>(
  cells: Readonly<Record<string, Cell>>,
): Readonly<Record<string, Cell>> {
  const met: Cell[] = []
  const shared: Record<string, Cell> = {}
  for (const [name, cell] of Object.entries(cells)) {
    const same = met.find((one) => isSame(one, cell))
    if (same === undefined && met.length < metMax) met.push(cell)
    shared[name] = same ?? cell
  }
  return shared
}

/** A register has some six kinds of marks: looking for more would cost what is won. */
const metMax = 8

/** Field by field, which is quick; lists and rivals only when they are the very same object. */
function isSame(one: AnyCell, other: AnyCell): boolean {
  return (
    one.value === other.value &&
    one.at === other.at &&
    one.op === other.op &&
    one.by === other.by &&
    one.seq === other.seq &&
    one.n === other.n &&
    one.prev === other.prev &&
    one.past === other.past &&
    one.rival === other.rival
  )
}
