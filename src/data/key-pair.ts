import { nameOfKey } from "./key-name.ts"
import type { KeyUse } from "./key-slot.ts"
import type { SealedKey } from "./rows.ts"

type Bytes = Uint8Array<ArrayBuffer>

/** The curve that every browser has. */
export const curve = { name: "ECDH", namedCurve: "P-256" } as const

/** Each key of a box is used once, so its nonce may stand still. */
const onceNonce = new Uint8Array(12)

/**
 * Seals a data key to the public half of a slot's pair: needs nothing of what the slot asks its person for.
 * @param dataKey one that may be exported, e.g. a new one
 * @param info whose slot it is: bound into the box, so that one copied to another slot or place does not open
 */
export async function sealKeyTo(
  publicKey: Bytes,
  dataKey: CryptoKey,
  info: Bytes,
): Promise<SealedKey> {
  const { subtle } = crypto
  const other = await subtle.importKey("raw", publicKey, curve, false, [])
  const once = await subtle.generateKey(curve, false, ["deriveBits"])
  const ephemeral = new Uint8Array(await subtle.exportKey("raw", once.publicKey))
  const shared = { own: once.privateKey, other, salt: joined(ephemeral, publicKey), info }
  const raw = await subtle.exportKey("raw", dataKey)
  const box = await subtle.encrypt(how, await boxKey(shared), raw)
  return { name: await nameOfKey(dataKey), ephemeral, box }
}

interface Opening {
  readonly publicKey: Bytes
  readonly privateKey: CryptoKey
  readonly info: Bytes
  readonly use: KeyUse
}

/** The data key of a box. Fails with an `OperationError` when it is another slot's. */
export async function openSealedKey(
  { ephemeral, box }: SealedKey,
  { publicKey, privateKey, info, use }: Opening,
): Promise<CryptoKey> {
  const { subtle } = crypto
  const other = await subtle.importKey("raw", ephemeral, curve, false, [])
  const shared = { own: privateKey, other, salt: joined(ephemeral, publicKey), info }
  const raw = await subtle.decrypt(how, await boxKey(shared), box)
  return subtle.importKey("raw", raw, "AES-GCM", use === "wrap", ["encrypt", "decrypt"])
}

const how = { name: "AES-GCM", iv: onceNonce }

interface Shared {
  readonly own: CryptoKey
  readonly other: CryptoKey
  readonly salt: Bytes
  readonly info: Bytes
}

async function boxKey({ own, other, salt, info }: Shared): Promise<CryptoKey> {
  const { subtle } = crypto
  const bits = await subtle.deriveBits({ name: "ECDH", public: other }, own, 256)
  const base = await subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"])
  const derived = { name: "HKDF", hash: "SHA-256", salt, info }
  const aes = { name: "AES-GCM", length: 256 }
  return subtle.deriveKey(derived, base, aes, false, ["encrypt", "decrypt"])
}

function joined(one: Bytes, other: Bytes): Bytes {
  const all = new Uint8Array(one.length + other.length)
  all.set(one)
  all.set(other, one.length)
  return all
}
