/**
 * Tablets and tabs are programs of their own: what one of them does never runs in the same turn of the event loop as
 * what another does, or Dexie would take one's transaction for the other's.
 */
export function freshTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
