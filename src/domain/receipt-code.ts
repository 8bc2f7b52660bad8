import { uuidOfName } from "#/base/uuid.ts"

import type { Register } from "./register.ts"

/**
 * A short code of a register's content, «8F3A-91C2»: the same marks give the same code on every tablet, whatever the
 * order in which they came. Undefined while nothing is marked or a clash is open: then there is nothing to compare.
 */
export function receiptCode(register: Register): string | undefined {
  if (register.marks.size === 0 || register.clashes.size > 0) return undefined
  const marks = [...register.marks].map(([pupil, { mark }]) => `${pupil} ${mark}`).sort()
  const digest = uuidOfName(`register ${register.activity} ${marks.join(" ")}`).toUpperCase()
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}`
}
