import { toBase64url } from "#/base/base64url.ts"

const nothing = new Uint8Array()
const nonce = new Uint8Array(12)
const meant = new TextEncoder().encode("bortzhurnal data key")

/**
 * By what a data key is told from another without being exported: what AES-GCM makes of nothing at all under it.
 * Always the same input, so that the nonce, which no sealed value has but by a chance of 1 in 2^96, may stand still.
 * @returns 22 letters of base64url, which say nothing about the key
 */
export async function nameOfKey(key: CryptoKey): Promise<string> {
  const how = { name: "AES-GCM", iv: nonce, additionalData: meant }
  return toBase64url(new Uint8Array(await crypto.subtle.encrypt(how, key, nothing)))
}
