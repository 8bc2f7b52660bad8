import type { DeviceSlot, SlotRow } from "./rows.ts"

/**
 * The slots are ways to the data key. The key itself is random; a slot only wraps it, so that a PIN, a passphrase or
 * the server's escrow are added and taken away without sealing a row anew. Here is the one that opens by itself, needed
 * by the first screen; the others are in `slots.ts`. The key changes once, when this slot goes (`turn-key.ts`).
 */
const dataKey = { name: "AES-GCM", length: 256 } as const

/** Makes a new data key and the device's slot for it, to be stored with the database's first rows. */
export async function newDeviceSlot(): Promise<{ row: DeviceSlot; key: CryptoKey }> {
  const wrapping = await crypto.subtle.generateKey(dataKey, false, ["wrapKey", "unwrapKey"])
  const extractable = await crypto.subtle.generateKey(dataKey, true, ["encrypt", "decrypt"])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrapped = await crypto.subtle.wrapKey("raw", extractable, wrapping, { name: "AES-GCM", iv })
  const row: DeviceSlot = { id: "device", kind: "device", wrapping, iv, wrapped }
  return { row, key: await openDeviceSlot(row, "use") }
}

/** What the key is wanted for: only to wrap it anew may it ever be exported, and only for that moment. */
export type KeyUse = "use" | "wrap"

/** The data key out of the device's slot. */
export function openDeviceSlot(row: DeviceSlot, use: KeyUse): Promise<CryptoKey> {
  return unwrapDataKey({ row, by: row.wrapping, use })
}

export interface Unwrapping {
  readonly row: Pick<SlotRow, "iv" | "wrapped">
  readonly by: CryptoKey
  readonly use: KeyUse
  /** What the wrapping was bound to; nothing for the device's slot, which is older than the others. */
  readonly bound?: Uint8Array<ArrayBuffer>
}

/** Fails with an `OperationError` when it is another key, another slot's or another place's. */
export function unwrapDataKey({ row, by, use, bound }: Unwrapping): Promise<CryptoKey> {
  const plain = { name: "AES-GCM", iv: row.iv }
  const algorithm = bound === undefined ? plain : { ...plain, additionalData: bound }
  return crypto.subtle.unwrapKey("raw", row.wrapped, by, algorithm, dataKey, use === "wrap", [
    "encrypt",
    "decrypt",
  ])
}
