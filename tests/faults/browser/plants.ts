/**
 * Faults put in on purpose, to see the checks bite. Each runs in the page before the app and breaks one promise of its
 * writing where the browser's own interface lies, so that it does not depend on how the app is written just now.
 */

/** The screen calls a mark saved at the tap, as screens do that draw first and write later. */
function savedBeforeWritten(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      const button = target instanceof Element ? target.closest("button[aria-pressed]") : null
      if (button === null) return
      const isPressed = button.getAttribute("aria-pressed") === "true"
      for (const other of button.parentElement?.children ?? []) {
        if (other.hasAttribute("aria-pressed")) other.setAttribute("aria-pressed", "false")
      }
      if (!isPressed) button.setAttribute("aria-pressed", "true")
    },
    { capture: true },
  )
}

/** A record in one transaction and its op in the next. */
function opInSecondTransaction(): void {
  // Called with its own object below.
  // oxlint-disable-next-line typescript/unbound-method
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey): IDBRequest {
    const { transaction } = this
    if (this.name !== "outbox" || transaction.objectStoreNames.length === 1) {
      return put.call(this, value, key)
    }
    transaction.addEventListener("complete", () => {
      const second = transaction.db.transaction("outbox", "readwrite", { durability: "strict" })
      put.call(second.objectStore("outbox"), value, key)
    })
    // Some request that succeeds, in the place of the one put off.
    return this.getKey(IDBKeyRange.lowerBound(0))
  }
}

/**
 * A write that is called done before the disk has it. No kill shows it, because the system keeps what was written; a dead
 * battery would. So the app is held to what it asks for, and what that means was looked at once from below: with "strict"
 * Chromium 156 syncs its files once a transaction with both stores (20 transactions, 21 and 24 calls of fsync), with
 * "relaxed" it does not (1 and 4).
 */
function relaxedWrites(): void {
  // Called with its own object below.
  // oxlint-disable-next-line typescript/unbound-method
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode) {
    return open.call(this, stores, mode, { durability: "relaxed" })
  }
}

/** The planted faults, and what the check must say of each. */
export const plants = [
  { plant: savedBeforeWritten, saysOf: /instead of «/ },
  { plant: opInSecondTransaction, saysOf: /does not carry|does not show|missing|differs from/ },
  { plant: relaxedWrites, saysOf: /durability «relaxed»/ },
] as const
