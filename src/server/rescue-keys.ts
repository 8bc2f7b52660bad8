import { createECDH, createHmac, hkdfSync } from "node:crypto"

import type { ServerKeys } from "#/sync/rescue-seal.ts"

import type { ServerKey } from "./server-key.ts"
import type { Services } from "./services.ts"

const known = new WeakMap<ServerKey, Promise<ServerKeys>>()

/** The server's keys for bundles; undefined when it has no key of its own. */
export async function rescueKeysOf({ accounts }: Services): Promise<ServerKeys | undefined> {
  if (accounts === undefined) return undefined
  const keys = known.get(accounts.key) ?? rescueKeysFrom(accounts.key.rescueSecret)
  known.set(accounts.key, keys)
  return keys
}

/**
 * The secret with which a session signs its bundles. Computed, so that nothing has to be kept for it; whoever steals
 * the database and not the server's key can sign for nobody.
 */
export function signingSecret(
  { accounts }: Services,
  session: { readonly school: string; readonly person: string; readonly id: string },
): string | undefined {
  if (accounts === undefined) return undefined
  const { school, person, id } = session
  const key = createHmac("sha256", accounts.key.rescueSecret)
  return key.update(JSON.stringify(["rescue", school, person, id])).digest("base64url")
}

/** The number of points of P-256 (FIPS 186-5). A private key is one below it and not 0. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/**
 * The keys to which tablets seal what they have not sent, computed from the server's secret: nothing more to keep, and
 * a server whose secret was put back opens what was sealed before.
 */
export async function rescueKeysFrom(secret: Uint8Array): Promise<ServerKeys> {
  // 16 bytes more than the order has, so that the remainder favours no key.
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "bortzhurnal rescue key", 48))
  const scalar = (BigInt(`0x${bytes.toString("hex")}`) % (order - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, "0"), "hex")
  const pair = createECDH("prime256v1")
  pair.setPrivateKey(d)
  const publicKey = new Uint8Array(pair.getPublicKey())
  const jwk = {
    kty: "EC",
    crv: "P-256",
    d: d.toString("base64url"),
    x: Buffer.from(publicKey.subarray(1, 33)).toString("base64url"),
    y: Buffer.from(publicKey.subarray(33)).toString("base64url"),
  }
  const curve = { name: "ECDH", namedCurve: "P-256" }
  const privateKey = await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"])
  return { publicKey, privateKey }
}
