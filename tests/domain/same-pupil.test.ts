import { describe, expect, test } from "vitest"

import { pupilOf, type Pupil } from "#/domain/pupil.ts"
import { likelySame } from "#/domain/same-pupil.ts"

function known(name: string, more: { born?: string; status?: "active" | "archived" } = {}): Pupil {
  const [last = "", first = "", middle = ""] = name.split(" ")
  const { born = "", status = "active" } = more
  const bare = pupilOf({ id: `${name} ${born} ${status}`, kind: "pupil", cells: {} })
  return { ...bare, last, first, middle, born, status }
}

function typed(name: string, born = "") {
  const { last, first, middle } = known(name)
  return { last, first, middle, born }
}

describe("a pupil who is likely there already", () => {
  test("has the same surname and first name, ё or е, whatever the case", () => {
    const there = known("Семёнова Ульяна Олеговна")

    expect(likelySame(typed("семенова ульяна"), [there])).toBe(there)
  })

  test("is another one when the patronymics or the dates of birth differ", () => {
    const there = known("Кузнецова Анна Павловна", { born: "2008-04-03" })

    expect(likelySame(typed("Кузнецова Анна Игоревна"), [there])).toBeUndefined()
    expect(likelySame(typed("Кузнецова Анна Павловна", "2008-04-04"), [there])).toBeUndefined()
  })

  test("of several is the one whose date says so, and then one who has not left", () => {
    const left = known("Кузнецова Анна", { status: "archived" })
    const here = known("Кузнецова Анна")
    const dated = known("Кузнецова Анна", { born: "2008-04-03", status: "archived" })

    expect(likelySame(typed("Кузнецова Анна"), [left, here])).toBe(here)
    expect(likelySame(typed("Кузнецова Анна", "2008-04-03"), [here, left, dated])).toBe(dated)
  })
})
