import { Secret, TOTP } from "otpauth"

/** RFC 6238 as every authenticator has it: SHA-1, six digits, thirty seconds. */
const usual = { algorithm: "SHA1", digits: 6, period: 30 } as const
const secretBytes = 20
const surnameMax = 20

/** A new secret in base32, as people type it. */
export function newTotpSecret(random: (size: number) => Uint8Array): string {
  // A buffer of its own: the library takes the whole one that a view looks into.
  return new Secret({ buffer: new Uint8Array(random(secretBytes)).buffer }).base32
}

/**
 * What an authenticator takes from a QR code. In Latin letters and with the surname alone: each Russian letter is six
 * signs there, and a whole name and school make a code that no old camera reads.
 */
export function totpUri(secret: string, { name }: { readonly name: string }): string {
  const [surname = ""] = name.trim().split(/\s+/)
  return new TOTP({
    ...usual,
    secret: Secret.fromBase32(secret),
    issuer: "Bortzhurnal",
    issuerInLabel: false,
    label: surname.replaceAll(":", " ").slice(0, surnameMax),
  }).toString()
}

/**
 * The step of thirty seconds that a code belongs to: the present one, the one before (typing takes time) or the next
 * (clocks differ). Undefined for any other code.
 */
export function totpStep(secret: string, code: string, nowMs: number): number | undefined {
  const about = { ...usual, secret: Secret.fromBase32(secret), timestamp: nowMs }
  const delta = TOTP.validate({ ...about, token: code, window: 1 })
  return delta === null ? undefined : TOTP.counter({ ...usual, timestamp: nowMs }) + delta
}
