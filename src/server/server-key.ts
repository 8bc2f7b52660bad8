import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes as systemRandom,
} from "node:crypto"
import { readFileSync, statSync, writeFileSync } from "node:fs"

/** What is sealed for one purpose, or about one person, does not open as anything else. */
export interface Sealing {
  readonly purpose: "escrow" | "factor"
  readonly about: readonly string[]
}

/**
 * A secret of the server that lies outside the database and its copies: who steals those can neither try passphrases
 * nor open what is kept.
 */
export interface ServerKey {
  /** Tells keys apart; says nothing about the key. */
  readonly id: string
  /** Goes into the hash of every passphrase. */
  readonly pepper: Uint8Array
  /** From it come the keys to which tablets seal what they have not sent (rescue-keys.ts). */
  readonly rescueSecret: Uint8Array
  seal(secret: string, sealing: Sealing): string
  /** Undefined when it was sealed with another key, for something else, or was changed. */
  open(sealed: string, sealing: Sealing): string | undefined
}

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** `key` is 32 random bytes. */
export function serverKeyOf(key: Uint8Array, randomBytes = systemRandom): ServerKey {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync("sha256", key, "", `bortzhurnal ${purpose}`, keyBytes))
  const keys = { escrow: derived("escrow"), factor: derived("factor") }
  return {
    id: createHash("sha256").update(derived("id")).digest("base64url").slice(0, 16),
    pepper: derived("pepper"),
    rescueSecret: derived("rescue"),
    seal: (secret, { purpose, about }) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv("aes-256-gcm", keys[purpose], nonce)
      cipher.setAAD(Buffer.from(JSON.stringify(about)))
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url")
    },
    open: (sealed, { purpose, about }) => {
      const bytes = Buffer.from(sealed, "base64url")
      if (bytes.length < nonceBytes + tagBytes) return undefined
      const nonce = bytes.subarray(0, nonceBytes)
      const tag = bytes.subarray(-tagBytes)
      const cipher = createDecipheriv("aes-256-gcm", keys[purpose], nonce, {
        authTagLength: tagBytes,
      })
      cipher.setAAD(Buffer.from(JSON.stringify(about)))
      cipher.setAuthTag(tag)
      try {
        const body = cipher.update(bytes.subarray(nonceBytes, -tagBytes))
        return Buffer.concat([body, cipher.final()]).toString("utf8")
      } catch {
        return undefined
      }
    },
  }
}

export type OpenedKey =
  | { readonly kind: "key"; readonly key: ServerKey; readonly isForAnyone: boolean }
  /** `code` is the system's, e.g. EACCES; `damaged` when the file holds no key. */
  | { readonly kind: "none"; readonly code: string }

/**
 * Reads the file, or makes it with a fresh key, for this user alone. `isForAnyone`: others of the machine may read it,
 * too. A file that is there is never written to: a key that cannot be read may be mended, one that is gone not.
 */
export function openServerKey(file: string): OpenedKey {
  try {
    const written = readOrMake(file)
    const key = Buffer.from(written.trim(), "base64url")
    if (key.length !== keyBytes) return { kind: "none", code: "damaged" }
    const isForAnyone = process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0
    return { kind: "key", key: serverKeyOf(key), isForAnyone }
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "broken"
    return { kind: "none", code }
  }
}

function readOrMake(file: string): string {
  try {
    const fresh = `${systemRandom(keyBytes).toString("base64url")}\n`
    // Of two processes that start together one makes it; the other is told that it is there.
    writeFileSync(file, fresh, { mode: 0o600, flag: "wx", flush: true })
    return fresh
  } catch (fault) {
    const isThere = fault instanceof Error && "code" in fault && fault.code === "EEXIST"
    if (!isThere) throw fault
    return readFileSync(file, "utf8")
  }
}
