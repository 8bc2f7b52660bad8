import { expect, test } from "vitest"

import { withInitials } from "#/domain/initials.ts"

test("a leader is called by surname and initials, on one line", () => {
  expect(withInitials("Иванова Ирина Петровна")).toBe("Иванова\u00A0И.\u00A0П.")
  expect(withInitials("Иванова И. П.")).toBe("Иванова\u00A0И.\u00A0П.")
  expect(withInitials("Иванова")).toBe("Иванова")
  expect(withInitials("")).toBe("")
})
