import { vaultOf, type Seat, type Vault } from "./vault.ts"

const curve = { name: "ECDH", namedCurve: "P-256" } as const
const sealing = { name: "AES-GCM", length: 256 } as const

/** The teacher's pair for one hand-over: what pupils seal is sealed to it. */
export async function newTeacherKeys(): Promise<{
  publicKey: ArrayBuffer
  privateKey: JsonWebKey
}> {
  const made = await crypto.subtle.generateKey(curve, true, ["deriveBits"])
  const [publicKey, privateKey] = await Promise.all([
    crypto.subtle.exportKey("raw", made.publicKey),
    crypto.subtle.exportKey("jwk", made.privateKey),
  ])
  return { publicKey, privateKey }
}

/** The key of the list and the standings. No script can export it. */
export function newSessionKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(sealing, false, ["encrypt", "decrypt"])
}

/** Which document's share of which sitting it is: bound into the key and into all that it seals. */
export interface VisitSeat {
  readonly handover: string
  readonly pupil: string
  readonly sitting: string
  /** From 0; one more with each reload. */
  readonly visit: number
}

/** A vault to which only the teacher has the other way: its key is derived from a pair that is thrown away at once. */
export async function newVisitVault(
  publicKey: ArrayBuffer,
  seat: VisitSeat,
): Promise<{ ephemeral: ArrayBuffer; vault: Vault }> {
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"])
  const [ephemeral, teacher] = await Promise.all([
    crypto.subtle.exportKey("raw", own.publicKey),
    publicHalf(publicKey),
  ])
  return { ephemeral, vault: await visitVault(own.privateKey, teacher, { ephemeral, seat }) }
}

/** The same vault from the teacher's side. */
export async function openVisitVault(
  privateKey: JsonWebKey,
  ephemeral: ArrayBuffer,
  seat: VisitSeat,
): Promise<Vault> {
  const [own, other] = await Promise.all([
    crypto.subtle.importKey("jwk", privateKey, curve, false, ["deriveBits"]),
    publicHalf(ephemeral),
  ])
  return visitVault(own, other, { ephemeral, seat })
}

function publicHalf(raw: ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, curve, false, [])
}

interface Bound {
  readonly ephemeral: ArrayBuffer
  readonly seat: VisitSeat
}

/** ECDH, then HKDF bound to the pair and the seat, as in ECIES (SEC 1, 5.1): AES-GCM binds what is sealed to it again. */
async function visitVault(own: CryptoKey, other: CryptoKey, bound: Bound): Promise<Vault> {
  const { ephemeral, seat } = bound
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256)
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"])
  const info = new TextEncoder().encode(`bortzhurnal|handover|1|${writtenSeat(seat)}`)
  const how = { name: "HKDF", hash: "SHA-256", salt: ephemeral, info }
  const key = await crypto.subtle.deriveKey(how, material, sealing, false, ["encrypt", "decrypt"])
  return vaultOf(key, seat.handover)
}

/** Where the answers of a visit belong. */
export function answersSeat(seat: VisitSeat, version: number): Seat {
  return { table: "visits", id: writtenSeat(seat), version }
}

export const listSeat: Seat = { table: "handover", id: "list", version: 1 }

export function standingSeat(pupil: string, version: number): Seat {
  return { table: "standings", id: pupil, version }
}

/** In the teacher's own vault. */
export function privateKeySeat(handover: string): Seat {
  return { table: "handover", id: handover, version: 1 }
}

function writtenSeat({ handover, pupil, sitting, visit }: VisitSeat): string {
  return `${handover}|${pupil}|${sitting}|${visit}`
}
