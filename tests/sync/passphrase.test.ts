import { describe, expect, test } from "vitest"

import { passphraseFlaw, readPassphrase } from "#/sync/passphrase.ts"

const judging = { name: "Ёлкина Мария Ивановна", isCommon: (text: string) => text === "qwertyui" }

describe("a passphrase", () => {
  test("is the same however its signs are composed; spaces and case count", () => {
    expect(readPassphrase("й".normalize("NFD"))).toBe(readPassphrase("й"))
    expect(readPassphrase("ｐａｓｓ")).toBe("pass")
    expect(readPassphrase(" Чай ")).toBe(" Чай ")
  })

  test.each([
    ["", "short"],
    ["семь зн", "short"],
    // Four signs to the eye and to us.
    ["👩👩👩👩", "short"],
    ["qwertyui", "common"],
    ["Елкина Мария", "own-name"],
    ["мария1975!", "own-name"],
    ["ёлкина м.и.", "own-name"],
    ["МарияИвановна", "own-name"],
    ["восемь з", undefined],
    ["мария любит чай", undefined],
    ["2026-10-12", undefined],
  ])("«%s»: %s", (passphrase, flaw) => {
    expect(passphraseFlaw(passphrase, judging)).toBe(flaw)
  })
})
