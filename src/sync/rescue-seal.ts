import * as v from "valibot"

import { fromBase64url, toBase64url } from "#/base/base64url.ts"

import { codesMeant } from "./rescue-code.ts"
import { rescueVersion } from "./rescue.ts"

/** The machine's own cryptography: tablets and the server have the same. */
export type WebCrypto = Pick<Crypto, "subtle" | "getRandomValues">

type Bytes = Uint8Array<ArrayBuffer>

/** What stands on the outside of a bundle, for whoever carries it: ids and counts, never a name. */
export interface RescueLabel {
  /** 16 random bytes: what is taken in twice is known by it. */
  readonly id: string
  readonly madeAt: number
  /** Null without a server. */
  readonly school: string | null
  readonly person: string | null
  readonly ops: number
}

/** How a bundle is to open. At least one of the two. */
export interface Ways {
  /** The server's public key, 65 bytes. */
  readonly serverKey?: Bytes | undefined
  readonly code?: string | undefined
}

/** What lies in a bundle: the packed ops, and the sign that a session of the school has made them. */
export interface Contents {
  readonly packed: Bytes
  /** HMAC over `packed` ({@link signRescue}); null when the tablet has never had contact. */
  readonly mac: Bytes | null
}

/** A bundle whose outside is whole and of this format. */
export interface Sealed {
  readonly label: RescueLabel
  /** Which server's key opens it; null when none does. */
  readonly server: { readonly key: string; readonly ephemeral: string; readonly box: string } | null
  readonly code: { readonly salt: string; readonly box: string } | null
  /** What is authenticated beside the content: everything before it. */
  readonly head: Bytes
  readonly nonce: Bytes
  readonly box: Bytes
}

/** Why bytes are no bundle to work with. */
export type OutsideFault =
  | "not-ours"
  /** Made by a later version of the app. */
  | "newer"
  | "cut"
  | "damaged"

export type InsideFault =
  /** Not the code of this bundle, or not one at all. */
  | "wrong-code"
  /** Sealed for another server. */
  | "foreign"
  /** It has no such way in. */
  | "no-way"
  | "damaged"

export type SealedRead =
  | { readonly kind: "sealed"; readonly sealed: Sealed }
  | { readonly kind: "fault"; readonly fault: OutsideFault }

export type Opened =
  | { readonly kind: "opened"; readonly contents: Contents }
  | { readonly kind: "fault"; readonly fault: InsideFault }

// Layout: magic 4 · version 1 · length of the whole 4 · length of the label 2 · label, JSON · nonce 12 · AES-256-GCM of
// (1 or 0 · mac 32 · packed) under a random key · SHA-256 of all before, its first 8 bytes: whoever carries it
// can tell that it is whole without being able to open it.
const magic = [0x42, 0x5a, 0x48, 0x52]
const startLength = magic.length + 1 + 4 + 2
const nonceLength = 12
const macLength = 32
const checkLength = 8
/** What GCM adds. */
const tagLength = 16

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const short = v.pipe(v.string(), v.maxLength(200))
const idPattern = /^[\w-]{1,80}$/
const outside = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  madeAt: whole,
  school: v.nullable(v.pipe(v.string(), v.regex(idPattern))),
  person: v.nullable(v.pipe(v.string(), v.regex(idPattern))),
  ops: whole,
  server: v.nullable(v.object({ key: short, ephemeral: short, box: short })),
  code: v.nullable(v.object({ salt: short, box: short })),
})

/** Seals contents so that each of the ways opens them, and nothing else. */
export async function sealRescue(
  crypto: WebCrypto,
  { label, contents }: { readonly label: RescueLabel; readonly contents: Contents },
  ways: Ways,
): Promise<Bytes> {
  const { subtle } = crypto
  const key = crypto.getRandomValues(new Uint8Array(32))
  const content = await subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"])
  const { serverKey, code } = ways
  const told = {
    ...label,
    server: serverKey === undefined ? null : await wrapForServer(crypto, key, serverKey),
    code: code === undefined ? null : await wrapByCode(crypto, key, code),
  }
  const written = new TextEncoder().encode(JSON.stringify(told))
  const inside = insideOf(contents)
  const length =
    startLength + written.length + nonceLength + inside.length + tagLength + checkLength
  const head = headOf(written, length)
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength))
  const how = { name: "AES-GCM", iv: nonce, additionalData: head }
  const box = new Uint8Array(await subtle.encrypt(how, content, inside))
  const bare = joined(head, nonce, box)
  return joined(bare, await checkOf(crypto, bare))
}

/** Reads the outside of a bundle. Says in one word why it cannot be one. */
export async function readSealed(crypto: WebCrypto, bytes: Uint8Array): Promise<SealedRead> {
  const fault = (why: OutsideFault): SealedRead => ({ kind: "fault", fault: why })
  if (!magic.every((byte, place) => place >= bytes.length || bytes[place] === byte)) {
    return fault("not-ours")
  }
  if (bytes.length < startLength) return fault(bytes.length === 0 ? "not-ours" : "cut")
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [version, length, labelLength] = [view.getUint8(4), view.getUint32(5), view.getUint16(9)]
  if (version > rescueVersion) return fault("newer")
  if (bytes.length < length) return fault("cut")
  const labelEnd = startLength + labelLength
  const boxEnd = length - checkLength
  if (bytes.length > length || labelEnd + nonceLength + tagLength > boxEnd) return fault("damaged")
  const bare = bytes.slice(0, boxEnd)
  if (!same(await checkOf(crypto, bare), bytes.slice(boxEnd))) return fault("damaged")
  const told = v.safeParse(outside, jsonOf(bare.slice(startLength, labelEnd)))
  if (!told.success) return fault("damaged")
  const { server, code, ...label } = told.output
  const head = bare.slice(0, labelEnd)
  const nonce = bare.slice(labelEnd, labelEnd + nonceLength)
  const box = bare.slice(labelEnd + nonceLength)
  return { kind: "sealed", sealed: { label, server, code, head, nonce, box } }
}

/** Opens a bundle with its code, as somebody has typed it: one mistaken sign is forgiven. */
export async function openByCode(
  crypto: WebCrypto,
  sealed: Sealed,
  typed: string,
): Promise<Opened> {
  const { code } = sealed
  if (code === null) return { kind: "fault", fault: "no-way" }
  const [salt, box] = [fromBase64url(code.salt), fromBase64url(code.box)]
  if (salt === undefined || box === undefined) return { kind: "fault", fault: "damaged" }
  for (const meant of codesMeant(typed)) {
    const key = await unwrapped(crypto, await codeKey(crypto, meant, salt), box)
    if (key !== undefined) return opened(crypto, sealed, key)
  }
  return { kind: "fault", fault: "wrong-code" }
}

/** The server's pair of keys, for P-256. `publicKey` are 65 bytes. */
export interface ServerKeys {
  readonly publicKey: Bytes
  readonly privateKey: CryptoKey
}

/** Opens a bundle at the server it was sealed for. */
export async function openAtServer(
  crypto: WebCrypto,
  sealed: Sealed,
  keys: ServerKeys,
): Promise<Opened> {
  const { server } = sealed
  if (server === null) return { kind: "fault", fault: "no-way" }
  if (server.key !== (await serverKeyName(crypto, keys.publicKey))) {
    return { kind: "fault", fault: "foreign" }
  }
  const [ephemeral, box] = [fromBase64url(server.ephemeral), fromBase64url(server.box)]
  if (ephemeral === undefined || box === undefined) return { kind: "fault", fault: "damaged" }
  try {
    const other = await crypto.subtle.importKey("raw", ephemeral, curve, false, [])
    const salt = joined(ephemeral, keys.publicKey)
    const shared = await sharedKey(crypto, { own: keys.privateKey, other, salt })
    const key = await unwrapped(crypto, shared, box)
    return key === undefined ? { kind: "fault", fault: "damaged" } : opened(crypto, sealed, key)
  } catch {
    // Not a point of the curve.
    return { kind: "fault", fault: "damaged" }
  }
}

/** By this a bundle says whose it is: the beginning of the public key's SHA-256. */
export async function serverKeyName(crypto: WebCrypto, publicKey: Bytes): Promise<string> {
  return toBase64url(
    new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey)).slice(0, checkLength),
  )
}

/**
 * Signs packed ops with the secret that the server gave to a session for it: a bundle made outside any tablet of the
 * school is told from a real one.
 */
export async function signRescue(
  { subtle }: WebCrypto,
  packed: Bytes,
  secret: string,
): Promise<Bytes> {
  const key = await macKey(subtle, secret, "sign")
  return new Uint8Array(await subtle.sign("HMAC", key, packed))
}

/** Whether a session with this secret has made the contents. */
export async function isSignedBy(
  { subtle }: WebCrypto,
  { packed, mac }: Contents,
  secret: string,
): Promise<boolean> {
  if (mac === null) return false
  return subtle.verify("HMAC", await macKey(subtle, secret, "verify"), mac, packed)
}

function macKey(subtle: SubtleCrypto, secret: string, use: "sign" | "verify") {
  const bytes = new TextEncoder().encode(`bortzhurnal rescue mac|${secret}`)
  return subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [use])
}

const curve = { name: "ECDH", namedCurve: "P-256" } as const

async function wrapForServer(crypto: WebCrypto, key: Bytes, publicKey: Bytes) {
  const { subtle } = crypto
  const other = await subtle.importKey("raw", publicKey, curve, false, [])
  const pair = await subtle.generateKey(curve, false, ["deriveBits"])
  const ephemeral = new Uint8Array(await subtle.exportKey("raw", pair.publicKey))
  const salt = joined(ephemeral, publicKey)
  const wrapping = await sharedKey(crypto, { own: pair.privateKey, other, salt })
  return {
    key: await serverKeyName(crypto, publicKey),
    ephemeral: toBase64url(ephemeral),
    box: await wrapped(crypto, wrapping, key),
  }
}

async function sharedKey(
  { subtle }: WebCrypto,
  { own, other, salt }: { own: CryptoKey; other: CryptoKey; salt: Bytes },
): Promise<CryptoKey> {
  const bits = await subtle.deriveBits({ name: "ECDH", public: other }, own, 256)
  return derived(subtle, { secret: new Uint8Array(bits), salt, info: "bortzhurnal rescue server" })
}

async function wrapByCode(crypto: WebCrypto, key: Bytes, code: string) {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const wrapping = await codeKey(crypto, code, salt)
  return { salt: toBase64url(salt), box: await wrapped(crypto, wrapping, key) }
}

/** No slow hash: a code has more than 80 random bits, and a slow one would only hold up who types it. */
function codeKey({ subtle }: WebCrypto, code: string, salt: Bytes): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(code)
  return derived(subtle, { secret, salt, info: "bortzhurnal rescue code" })
}

async function derived(
  subtle: SubtleCrypto,
  { secret, salt, info }: { secret: Bytes; salt: Bytes; info: string },
): Promise<CryptoKey> {
  const base = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"])
  const how = { name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode(info) }
  const aes = { name: "AES-GCM", length: 256 }
  return subtle.deriveKey(how, base, aes, false, ["encrypt", "decrypt"])
}

/** Each wrapping key is used once, so its nonce may stand still. */
const onceNonce = new Uint8Array(nonceLength)

async function wrapped({ subtle }: WebCrypto, wrapping: CryptoKey, key: Bytes): Promise<string> {
  const box = await subtle.encrypt({ name: "AES-GCM", iv: onceNonce }, wrapping, key)
  return toBase64url(new Uint8Array(box))
}

async function unwrapped(
  { subtle }: WebCrypto,
  wrapping: CryptoKey,
  box: Bytes,
): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: onceNonce }, wrapping, box))
  } catch {
    return undefined
  }
}

async function opened(
  { subtle }: WebCrypto,
  { head, nonce, box }: Sealed,
  key: Bytes,
): Promise<Opened> {
  try {
    const content = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"])
    const how = { name: "AES-GCM", iv: nonce, additionalData: head }
    const inside = new Uint8Array(await subtle.decrypt(how, content, box))
    const mac = inside[0] === 1 ? inside.slice(1, 1 + macLength) : null
    return { kind: "opened", contents: { mac, packed: inside.slice(1 + macLength) } }
  } catch {
    return { kind: "fault", fault: "damaged" }
  }
}

function insideOf({ packed, mac }: Contents): Bytes {
  const flag = Uint8Array.of(mac === null ? 0 : 1)
  return joined(flag, mac ?? new Uint8Array(macLength), packed)
}

function headOf(label: Bytes, length: number): Bytes {
  const head = new Uint8Array(startLength + label.length)
  head.set(magic)
  const view = new DataView(head.buffer)
  view.setUint8(4, rescueVersion)
  view.setUint32(5, length)
  view.setUint16(9, label.length)
  head.set(label, startLength)
  return head
}

async function checkOf({ subtle }: WebCrypto, bare: Bytes): Promise<Bytes> {
  return new Uint8Array(await subtle.digest("SHA-256", bare)).slice(0, checkLength)
}

function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function same(left: Bytes, right: Bytes): boolean {
  return left.length === right.length && left.every((byte, place) => byte === right[place])
}

function jsonOf(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
