import fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  formGroups,
  groupFrom,
  groupTo,
  themesOf,
  type Seeker,
} from "#/domain/consultation/form-groups.ts"
import { movePupil, withPupils } from "#/domain/consultation/move-pupil.ts"

const scales = ["n", "t", "h", "z", "x"]

const aSeeker = fc.subarray(scales, { maxLength: 4 })
const someSeekers = fc
  .array(aSeeker, { maxLength: 130 })
  .map((all): readonly Seeker[] => all.map((first, index) => ({ id: `p${index}`, first })))

const sizes = (groups: readonly (readonly string[])[]) => groups.map((group) => group.length)

const alike = (count: number, ...first: readonly string[]): readonly Seeker[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${first.join("")}${index}`, first }))

describe("groups formed by what leads", () => {
  test("have every pupil exactly once, whoever they are", () => {
    fc.assert(
      fc.property(someSeekers, (seekers) => {
        const groups = formGroups(seekers, scales)
        expect(groups.flat().sort()).toEqual(seekers.map(({ id }) => id).sort())
      }),
    )
  })

  test("are of 6 to 12 as soon as there are enough pupils for it, and one group before", () => {
    fc.assert(
      fc.property(someSeekers, (seekers) => {
        const isEnough = seekers.length >= groupFrom
        const all = sizes(formGroups(seekers, scales))
        const isUsual = all.every((size) => groupFrom <= size && size <= groupTo)
        expect(isEnough ? isUsual : all.length <= 1).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test("come out alike every time", () => {
    fc.assert(
      fc.property(someSeekers, (seekers) => {
        expect(formGroups(seekers, scales)).toEqual(formGroups([...seekers], scales))
      }),
    )
  })

  test("keep those together with whom the same scale leads, where sizes allow", () => {
    const seekers = [...alike(8, "n"), ...alike(9, "t"), ...alike(7, "h")]
    const groups = formGroups(seekers, scales)

    expect(groups.map((group) => new Set(group.map((id) => id.slice(0, 1))).size)).toEqual([
      1, 1, 1,
    ])
  })

  test("keep each together that would fit one group, if need be in groups of other sizes", () => {
    const groups = formGroups([...alike(6, "n"), ...alike(6, "t"), ...alike(6, "h")], scales)
    expect(sizes(groups)).toEqual([6, 6, 6])
  })

  test("place a tie with the larger company", () => {
    const both: Seeker = { id: "both", first: ["t", "n"] }
    const seekers = [...alike(7, "n"), both, ...alike(6, "t")]
    const withN = formGroups(seekers, scales).find((group) => group.includes("both"))

    expect(withN?.filter((id) => id.startsWith("n"))).toHaveLength(7)
  })

  test("spread those without a result over the groups instead of leaving them over", () => {
    const seekers = [...alike(8, "n"), ...alike(8, "t"), ...alike(4)]
    const groups = formGroups(seekers, scales)

    expect(groups.map((group) => group.filter((id) => /^\d/.test(id)).length)).toEqual([2, 2])
  })

  test("are one group of a small class, and half of nobody", () => {
    expect(sizes(formGroups(alike(5, "n"), scales))).toEqual([5])
    expect(formGroups([], scales)).toEqual([])
  })

  test("are named after the scales that lead with most of them", () => {
    const group = [...alike(4, "h"), ...alike(2, "n"), ...alike(1, "z"), ...alike(2)]
    expect(themesOf(group, scales)).toEqual(["h", "n"])
    expect(themesOf(alike(3), scales)).toEqual([])
  })
})

describe("groups changed by hand", () => {
  const someGroups = fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 })
    .map((all) =>
      all.map((size, at) => Array.from({ length: size }, (_, index) => `g${at}p${index}`)),
    )

  test("still have every pupil exactly once", () => {
    fc.assert(
      fc.property(someGroups, fc.nat(30), fc.nat(6), (groups, who, to) => {
        const all = groups.flat()
        const pupil = all[who % all.length] ?? ""
        const moved = movePupil(groups, pupil, to)
        expect(moved.flat().sort()).toEqual([...all].sort())
        expect(sizes(moved)).not.toContain(0)
      }),
    )
  })

  test("get a new group past the last one, and lose one that is left empty", () => {
    expect(movePupil([["a", "b"], ["c"]], "a", 2)).toEqual([["b"], ["c"], ["a"]])
    expect(movePupil([["a", "b"], ["c"]], "c", 0)).toEqual([["a", "b", "c"]])
  })

  test("follow the class: who left is out, who came goes to the smallest", () => {
    expect(withPupils([["a", "b"], ["c"]], ["b", "c", "d"])).toEqual([["b", "d"], ["c"]])
    expect(withPupils([], ["a"])).toEqual([["a"]])
  })
})
