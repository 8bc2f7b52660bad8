import type { Called } from "./api-client.ts"
import type { ServerFailure } from "./unlocking.ts"

/** What an answer that is none means to a person who wants the key. */
export function serverFailureOf(
  called: Exclude<Called<unknown>, { readonly kind: "answer" }>,
): ServerFailure {
  if (called.kind !== "refused") return called.kind
  switch (called.code) {
    case "wrong-passphrase":
    case "step-up":
    case "wrong-code":
    case "stale-sign-in":
    case "too-many":
    case "no-key":
      return called.code
    case "invitation-used":
    case "invitation-expired":
    case "invitation-unknown":
      return "invitation"
    case "signed-out":
      return "revoked"
    default:
      return "unreachable"
  }
}
