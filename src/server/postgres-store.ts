import { setTimeout as pause } from "node:timers/promises"

import { assert } from "#/base/assert.ts"

import { createPostgresDoor } from "./postgres-door.ts"
import { asStoreFault, faultKind } from "./postgres-faults.ts"
import { createGroups, type Settled } from "./postgres-groups.ts"
import { PostgresLink } from "./postgres-link.ts"
import { openPool, type PostgresPool } from "./postgres-pool.ts"
import { createPostgresRows } from "./postgres-rows.ts"
import { checkPlace, prepareDatabase } from "./postgres-schema.ts"
import { isGenuine } from "./scope.ts"
import type { Store, Transaction } from "./store.ts"

export interface PostgresPlace {
  /** The server's own role: it owns nothing and row-level security holds for it. */
  readonly url: string
  /** The owner's, for migrations. Without it the schema must be up to date already. */
  readonly ownerUrl?: string | undefined
}

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
  const groups = createGroups(pool)
  let closing: Promise<void> | undefined
  return {
    transaction: async (work) => {
      const attempt = (alone: boolean) => attemptAs(new PostgresLink({ pool, groups, alone }), work)
      let ended = await attempt(false)
      // Perhaps somebody else of the group has failed: nothing took effect, and each does its work again by itself.
      if (ended.kind === "failed" && ended.hasCompany && !ended.isUncertain) {
        ended = await attempt(true)
      }
      for (const pauseMs of pausesMs) {
        if (ended.kind === "done" || !mayRepeat(ended)) break
        await pause(pauseMs)
        ended = await attempt(true)
      }
      if (ended.kind === "done") return ended.result
      throw asStoreFault(ended.fault)
    },
    close: () => (closing ??= pool.end()),
  }
}

type Failed = Settled & { readonly kind: "failed" }
type Ended<Result> = { readonly kind: "done"; readonly result: Result } | Failed

async function attemptAs<Result>(
  link: PostgresLink,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Ended<Result>> {
  try {
    const result = await work(transactionOf(link))
    const settled = await link.end()
    return settled.kind === "done" ? { kind: "done", result } : settled
  } catch (fault) {
    const settled = await link.fail(fault)
    assert(settled.kind === "failed", "what has thrown is not committed")
    return settled
  }
}

function mayRepeat({ fault, isUncertain }: Failed): boolean {
  const kind = faultKind(fault)
  return kind === "collision" || (kind === "connection" && !isUncertain)
}

function transactionOf(link: PostgresLink): Transaction {
  return {
    school: (scope) => {
      assert(isGenuine(scope), "a scope comes from the sign-in and from nowhere else")
      link.intend(scope.school)
      return createPostgresRows(link, scope)
    },
    door: createPostgresDoor(link),
  }
}
