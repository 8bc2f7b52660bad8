import { describe, expect, test } from "vitest"

import type { Person } from "#/domain/access.ts"
import { mayWrite, type Subject } from "#/domain/write-access.ts"

const head: Person = { id: "head", role: "head", classes: [] }
const anna: Person = { id: "anna", role: "navigator", classes: ["7b"] }
const vera: Person = { id: "vera", role: "leader", classes: [] }

const subject = (given: Partial<Subject>): Subject => ({
  kind: "pupil",
  classes: ["7b"],
  isNew: false,
  cells: ["last"],
  ...given,
})
const register = (leader?: string): Subject =>
  subject({ kind: "register", classes: ["8a"], leader, cells: ["m:1"] })
const lesson = (leader: string, cells: readonly string[], isNew = false): Subject =>
  subject({ kind: "activity", classes: ["8a"], leader, cells, isNew })

describe("who may change what", () => {
  test.each([
    ["nobody makes people but the server", head, subject({ kind: "person" }), "server-only"],
    ["the head changes any class", head, subject({ classes: ["8a"] }), "yes"],
    ["a navigator works in an appointed class", anna, subject({}), "yes"],
    ["and not in another's", anna, subject({ classes: ["8a"] }), "class-of-another"],
    ["nor moves a pupil there", anna, subject({ classes: ["7b", "8a"] }), "class-of-another"],
    ["makes a class", anna, subject({ kind: "class", classes: ["9a"], isNew: true }), "yes"],
    [
      "chooses the season",
      anna,
      subject({ kind: "school", classes: [], cells: ["season"] }),
      "yes",
    ],
    [
      "and does not rename the school",
      anna,
      subject({ kind: "school", classes: [], cells: ["name"] }),
      "not-for-this-role",
    ],
    ["keeps the register of a lesson they lead as a guest", anna, register("anna"), "yes"],
    ["notes that it was held", anna, lesson("anna", ["status", "note"]), "yes"],
    ["and does not move it to another day", anna, lesson("anna", ["day"]), "lesson-of-another"],
    ["a lesson leader keeps the own register", vera, register("vera"), "yes"],
    ["and nobody else's", vera, register("anna"), "lesson-of-another"],
    ["plans nothing", vera, lesson("vera", ["note"], true), "lesson-of-another"],
    ["and touches no pupil", vera, subject({}), "not-for-this-role"],
  ] as const)("%s", (_, person, what, verdict) => {
    expect(mayWrite(person, what)).toBe(verdict)
  })
})
