import type { PostgresPool } from "./postgres-pool.ts"
import { PostgresShare } from "./postgres-share.ts"
import { createTurns } from "./turns.ts"

/** As long as a tablet waits for an answer, about. */
const turnMsMax = 10_000
/** So many share a commit at most, … */
const groupMax = 32
/** … and nobody joins whose forerunners have worked for so long: the first one waits for the last one's answer. */
const groupMsMax = 50

/** How a transaction of the database has ended for those who worked in it. */
export type Settled =
  | { readonly kind: "done" }
  /** `isUncertain`: COMMIT was sent and nobody knows. `hasCompany`: somebody else's fault, perhaps. */
  | {
      readonly kind: "failed"
      readonly fault: unknown
      readonly isUncertain: boolean
      readonly hasCompany: boolean
    }

/** One piece of work's place in a transaction of the database. */
export interface Seat {
  readonly share: PostgresShare
  /** Its work has ended well. Resolves when it is known what became of it; on disk if it is `done`. */
  end(): Promise<Settled>
  /** Its work has thrown: everything of the transaction is undone. */
  fail(fault: unknown): Promise<Settled>
}

export interface Groups {
  /**
   * Waits for the school's turn. Those who wait together work one after another in one transaction of the database and
   * share its commit; whoever comes `alone` shares with nobody.
   */
  board(school: string, alone: boolean): Promise<Seat>
  /** A transaction that has not named a school. */
  boardNone(): Seat
}

interface Group {
  readonly share: PostgresShare
  readonly beganMs: number
  readonly settled: Promise<Settled>
  readonly settle: (settled: Settled) => void
  size: number
}

export function createGroups(pool: PostgresPool): Groups {
  const turns = createTurns(turnMsMax)
  /** What a forerunner has left open for the next, who has the school's turn and finds it here. */
  const open = new Map<string, Group>()
  return {
    boardNone: () => seatIn(begin(pool), { leavesOpen: () => false, passOn: () => undefined }),
    board: async (school, alone) => {
      const passOn = await turns.take(school)
      const left = open.get(school)
      open.delete(school)
      if (alone && left !== undefined) await close(left)
      const group = alone || left === undefined ? begin(pool, school) : left
      const leavesOpen = (): boolean => {
        if (alone || !turns.isAwaited(school) || !mayGrow(group)) return false
        open.set(school, group)
        return true
      }
      return seatIn(group, { leavesOpen, passOn })
    },
  }
}

interface Turn {
  readonly leavesOpen: () => boolean
  readonly passOn: () => void
}

function seatIn(group: Group, { leavesOpen, passOn }: Turn): Seat {
  const { share, settled } = group
  group.size += 1
  return {
    share,
    end: async () => {
      // Whoever has seen nothing that is not committed yet need not wait for those who come after.
      const isKnown = !share.transaction.hasWritten
      if (!leavesOpen()) await close(group)
      passOn()
      return isKnown ? { kind: "done" } : settled
    },
    fail: async (fault) => {
      await undo(group, fault)
      passOn()
      return settled
    },
  }
}

function begin(pool: PostgresPool, school?: string): Group {
  let settle: (settled: Settled) => void = () => undefined
  const settled = new Promise<Settled>((resolve) => (settle = resolve))
  const share = new PostgresShare(pool, school)
  return { share, beganMs: performance.now(), settled, settle, size: 0 }
}

function mayGrow({ size, beganMs }: Group): boolean {
  return size < groupMax && performance.now() - beganMs < groupMsMax
}

async function close(group: Group): Promise<void> {
  try {
    await group.share.commit()
    group.settle({ kind: "done" })
  } catch (fault) {
    await undo(group, fault)
  }
}

/** Never throws. */
async function undo(
  { share: { transaction }, size, settle }: Group,
  fault: unknown,
): Promise<void> {
  const { isUncertain } = transaction
  await transaction.rollBack(fault)
  settle({ kind: "failed", fault, isUncertain, hasCompany: size > 1 })
}
