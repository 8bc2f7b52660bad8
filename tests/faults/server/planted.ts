import type { SchoolRows, Store } from "#/server/store.ts"

/** Faults built into the server on purpose, so that it shows that the storm finds them. */
export type Planted = "reply-before-commit" | "forgets-devices"

export function storeWithFault(store: Store, planted: Planted, isArmed: () => boolean): Store {
  return planted === "reply-before-commit"
    ? replyingEarly(store, isArmed)
    : forgettingDevices(store)
}

/** Longer than a busy machine takes from the answer to the death; without a death to come nobody waits. */
const commitLateMs = { armed: 1500, usual: 0 }

/** Tells of success when the work is done; the commit follows a little later. */
function replyingEarly(store: Store, isArmed: () => boolean): Store {
  return {
    transaction: (work, by) =>
      new Promise((resolve, reject) => {
        const committed = store.transaction(async (tx) => {
          const result = await work(tx)
          resolve(result)
          await new Promise((later) =>
            setTimeout(later, isArmed() ? commitLateMs.armed : commitLateMs.usual),
          )
        }, by)
        committed.catch(reject)
      }),
    close: () => store.close(),
  }
}

/** Knows a tablet only as long as it lives itself: after a restart every op of it is a new one. */
function forgettingDevices(store: Store): Store {
  const inThisLife = `-${process.pid}`
  return {
    transaction: (work, by) =>
      store.transaction(
        (tx) => work({ ...tx, school: (scope) => renamed(tx.school(scope), inThisLife) }),
        by,
      ),
    close: () => store.close(),
  }
}

function renamed(rows: SchoolRows, suffix: string): SchoolRows {
  return {
    ...rows,
    device: async (id) => {
      const row = await rows.device(id + suffix)
      return row === undefined ? undefined : { ...row, id }
    },
    putDevice: (row) => rows.putDevice({ ...row, id: row.id + suffix }),
    op: (device, n) => rows.op(device + suffix, n),
    addOp: (op) => rows.addOp({ ...op, device: op.device + suffix }),
  }
}
