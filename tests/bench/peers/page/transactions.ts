/**
 * Some systems write to IndexedDB without telling when it is done. The page watches the transactions themselves, so
 * that "written" means the same for all.
 */
const open = new Set<Promise<unknown>>()

export function watchTransactions(): void {
  const own: IDBDatabase["transaction"] = Reflect.get(IDBDatabase.prototype, "transaction")
  IDBDatabase.prototype.transaction = new Proxy(own, {
    apply: (transaction, database, asked: Parameters<IDBDatabase["transaction"]>) => {
      const begun: IDBTransaction = Reflect.apply(transaction, database, asked)
      if (begun.mode !== "readonly") watch(begun)
      return begun
    },
  })
}

function watch(begun: IDBTransaction): void {
  const ended = new Promise((resolve) => {
    for (const end of ["complete", "abort"]) begun.addEventListener(end, resolve)
  })
  open.add(ended)
  void ended.then(() => open.delete(ended))
}

/** Resolves when every transaction that writes has ended. */
export async function allWritten(): Promise<void> {
  while (open.size > 0) await Promise.all(open)
}
