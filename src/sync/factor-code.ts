import { readInvitationCode } from "./invitation-code.ts"

/**
 * A code of the second factor, from whatever was typed: six digits of an authenticator, or a recovery code, which
 * looks like the code of an invitation. Undefined when it is neither.
 */
export function readFactorCode(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s\-–—]/g, "")
  return /^\d{6}$/.test(digits) ? digits : readInvitationCode(typed)
}
