import { setTimeout as pause } from "node:timers/promises"

import { assert } from "#/base/assert.ts"

import { createPostgresDoor } from "./postgres-door.ts"
import { asStoreFault, faultKind } from "./postgres-faults.ts"
import { PostgresLink } from "./postgres-link.ts"
import { openPool, type PostgresPool } from "./postgres-pool.ts"
import { createPostgresRows } from "./postgres-rows.ts"
import { checkPlace, prepareDatabase } from "./postgres-schema.ts"
import { isGenuine } from "./scope.ts"
import type { SchoolRows, Store, Transaction } from "./store.ts"
import { createTurns, type Turns } from "./turns.ts"

export interface PostgresPlace {
  /** The server's own role: it owns nothing and row-level security holds for it. */
  readonly url: string
  /** The owner's, for migrations. Without it the schema must be up to date already. */
  readonly ownerUrl?: string | undefined
}

/** As long as a tablet waits for an answer, about. */
const turnMsMax = 10_000
/** Pauses before another try; a server that has just been replaced takes a moment. */
const pausesMs = [20, 200] as const

/**
 * Connects, brings the schema up to date and checks that row-level security holds for this role. Throws
 * {@link DatabaseRefused} with what to do when it cannot.
 */
export async function createPostgresStore(place: PostgresPlace): Promise<Store> {
  if (place.ownerUrl !== undefined) await prepareDatabase(place.ownerUrl, place.url)
  await checkPlace(place.url)
  return storeOver(openPool(place.url))
}

function storeOver(pool: PostgresPool): Store {
  const turns = createTurns(turnMsMax)
  let closing: Promise<void> | undefined
  return {
    transaction: async (work) => {
      for (const pauseMs of pausesMs) {
        const ended = await attempt(pool, turns, work)
        if (ended.kind === "done") return ended.result
        if (!ended.mayRepeat) throw asStoreFault(ended.fault)
        await pause(pauseMs)
      }
      const last = await attempt(pool, turns, work)
      if (last.kind === "done") return last.result
      throw asStoreFault(last.fault)
    },
    close: () => (closing ??= pool.end()),
  }
}

type Ended<Result> =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly fault: unknown; readonly mayRepeat: boolean }

async function attempt<Result>(
  pool: PostgresPool,
  turns: Turns,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Ended<Result>> {
  const link = new PostgresLink(pool, turns)
  try {
    const result = await work(transactionOver(link))
    await link.commit()
    return { kind: "done", result }
  } catch (fault) {
    const isUncertain = link.isUncertain
    await link.rollBack(fault)
    const kind = faultKind(fault)
    const mayRepeat = kind === "collision" || (kind === "connection" && !isUncertain)
    return { kind: "failed", fault, mayRepeat }
  }
}

function transactionOver(link: PostgresLink): Transaction {
  const schools = new Map<string, SchoolRows>()
  return {
    school: (scope) => {
      assert(isGenuine(scope), "a scope comes from the sign-in and from nowhere else")
      link.intend(scope.school)
      // One for all scopes of a school: what one has written and not yet sent, the other must read.
      const key = scope.school
      const known = schools.get(key) ?? createPostgresRows(link, scope)
      schools.set(key, known)
      return { ...known, scope }
    },
    door: createPostgresDoor(link),
  }
}
