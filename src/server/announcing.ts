import type { News, Nudges } from "./nudges.ts"
import type { Store, Transaction } from "./store.ts"

/**
 * The store, telling after each commit whose school has changed and which sessions have ended. Here and not in the
 * endpoints, so that no change can forget to tell: whatever gives out a number of a school goes through `putHead`.
 * What is rolled back was never told of.
 */
export function announcing(store: Store, nudges: Nudges): Store {
  return {
    ...store,
    transaction: async (work, by) => {
      let news: News[] = []
      const result = await store.transaction((tx) => {
        // A store may try the work again from the beginning.
        news = []
        return work(overheard(tx, (told) => news.push(told), by ?? null))
      }, by)
      for (const told of news) nudges.publish(told)
      return result
    },
  }
}

function overheard(tx: Transaction, tell: (news: News) => void, by: string | null): Transaction {
  return {
    ...tx,
    school: (scope) => {
      const rows = tx.school(scope)
      return {
        ...rows,
        putHead: (head) => {
          tell({ kind: "changed", school: scope.school, by })
          return rows.putHead(head)
        },
      }
    },
    door: {
      ...tx.door,
      putSession: (session) => {
        const { school, id, ended } = session
        if (ended !== "no") tell({ kind: "ended", school, session: id })
        return tx.door.putSession(session)
      },
    },
  }
}
