import { curve, openSealedKey, sealKeyTo } from "./key-pair.ts"
import { unwrapDataKey, type KeyUse } from "./key-slot.ts"
import type { DeviceSlot, SealedKey, SlotRow, Stretching } from "./rows.ts"

/** Argon2id over a secret; passed in, because it runs in a worker. 32 bytes. */
export type Stretch = (
  secret: Uint8Array<ArrayBuffer>,
  how: Omit<Stretching, "tookMs">,
) => Promise<Uint8Array<ArrayBuffer>>

/** Whose slot it is: bound into what is wrapped, so that a slot copied into another place or kind does not open. */
export interface SlotSeat {
  /** The place's id. */
  readonly owner: string
  readonly slot: SlotRow["id"]
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function newPepper(): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256", length: 256 }
  return crypto.subtle.generateKey(algorithm, false, ["sign"])
}

/** What a typed secret is turned into before it wraps: stretched, then tied to this device by its pepper. */
export async function keyOfTyped(
  typed: string,
  by: { readonly stretching: Stretching; readonly pepper: CryptoKey; readonly stretch: Stretch },
  seat: SlotSeat,
): Promise<CryptoKey> {
  const { stretching, pepper, stretch } = by
  // The same letters may be typed as different code points on different keyboards.
  const secret = new TextEncoder().encode(typed.normalize("NFKC"))
  const stretched = await stretch(secret, stretching)
  const tied = await crypto.subtle.sign("HMAC", pepper, stretched)
  return keyOfBytes(new Uint8Array(tied), stretching.salt, seat)
}

/** The wrapping key out of bytes that are as good as random. */
export async function keyOfBytes(
  bytes: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  seat: SlotSeat,
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"])
  const how = { name: "HKDF", hash: "SHA-256", salt, info: boundTo(seat) }
  const wrapping = { name: "AES-GCM", length: 256 }
  return crypto.subtle.deriveKey(how, material, wrapping, false, ["wrapKey", "unwrapKey"])
}

/** Every slot but the device's. */
export type PairedSlot = Exclude<SlotRow, DeviceSlot>

/** Wraps an extractable data key for a slot: a new pair of keys, with the data key behind it. */
export async function wrapFor(
  dataKey: CryptoKey,
  by: CryptoKey,
  seat: SlotSeat,
): Promise<Required<Pick<PairedSlot, "iv" | "wrapped" | "pair">>> {
  const { subtle } = crypto
  const { publicKey: half, privateKey } = await subtle.generateKey(curve, true, ["deriveBits"])
  const publicKey = new Uint8Array(await subtle.exportKey("raw", half))
  const iv = randomBytes(12)
  const algorithm = { name: "AES-GCM", iv, additionalData: boundTo(seat) }
  return {
    iv,
    wrapped: await subtle.wrapKey("pkcs8", privateKey, by, algorithm),
    pair: { publicKey, sealed: await sealFor(publicKey, dataKey, seat) },
  }
}

/** Puts a data key behind a slot of which nothing but its public half is at hand. */
export function sealFor(
  publicKey: Uint8Array<ArrayBuffer>,
  dataKey: CryptoKey,
  seat: SlotSeat,
): Promise<SealedKey> {
  return sealKeyTo(publicKey, dataKey, boundTo(seat))
}

/** The data key; undefined when it is the wrong key for this slot. */
export async function unwrapFrom(
  row: PairedSlot,
  by: CryptoKey,
  { owner, use }: { readonly owner: string; readonly use: KeyUse },
): Promise<CryptoKey | undefined> {
  const { iv, wrapped, pair } = row
  const bound = boundTo({ owner, slot: row.id })
  try {
    if (pair === undefined) return await unwrapDataKey({ row, by, use, bound })
    const algorithm = { name: "AES-GCM", iv, additionalData: bound }
    const privateKey = await crypto.subtle.unwrapKey(
      "pkcs8",
      wrapped,
      by,
      algorithm,
      curve,
      false,
      ["deriveBits"],
    )
    const { publicKey, sealed } = pair
    return await openSealedKey(sealed, { publicKey, privateKey, info: bound, use })
  } catch (error) {
    if (error instanceof Error && error.name === "OperationError") return undefined
    throw error
  }
}

function boundTo({ owner, slot }: SlotSeat): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${owner}|slots|${slot}|1`)
}
