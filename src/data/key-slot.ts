import type { JournalDatabase } from "./database.ts"
import type { SlotRow } from "./rows.ts"

/**
 * A way to the data key. The key itself is random and never changes; a slot only wraps it, so that a
 * PIN, a passphrase or the server's escrow can be added and taken away without sealing a row anew.
 * For now there is one slot, kept on the device (docs/data-protection.md says what that does not protect).
 */
export interface KeySlot {
  readonly id: string
  /** The data key, usable but not extractable. */
  unlock(): Promise<CryptoKey>
}

const dataKey = { name: "AES-GCM", length: 256 } as const

/** Makes a new data key and the device's slot for it, to be stored with the database's first rows. */
export async function newDeviceSlot(): Promise<{ row: SlotRow; key: CryptoKey }> {
  const wrapping = await crypto.subtle.generateKey(dataKey, false, ["wrapKey", "unwrapKey"])
  const extractable = await crypto.subtle.generateKey(dataKey, true, ["encrypt", "decrypt"])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrapped = await crypto.subtle.wrapKey("raw", extractable, wrapping, { name: "AES-GCM", iv })
  const row: SlotRow = { id: "device", kind: "device", wrapping, iv, wrapped }
  return { row, key: await unwrap(row) }
}

export async function deviceSlot(database: JournalDatabase): Promise<KeySlot | undefined> {
  const row = await database.slots.get("device")
  return row === undefined ? undefined : { id: row.id, unlock: () => unwrap(row) }
}

function unwrap(row: SlotRow): Promise<CryptoKey> {
  const algorithm = { name: "AES-GCM", iv: row.iv }
  return crypto.subtle.unwrapKey("raw", row.wrapped, row.wrapping, algorithm, dataKey, false, [
    "encrypt",
    "decrypt",
  ])
}
