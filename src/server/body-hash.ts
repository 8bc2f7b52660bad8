import { createHash } from "node:crypto"

/** Tells an op sent again from another one under the same number. */
export function bodyHashOf(body: string): string {
  return createHash("sha256").update(body).digest("base64url")
}
