import { aCell, aRecord, edited } from "#tests/support/shown.ts"
import { aSitting } from "#tests/support/sittings.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Mark } from "#/domain/mark.ts"
import { marksAfter } from "#/domain/marks-after.ts"
import { markCell, registerOf, type Register } from "#/domain/register.ts"

const activity = { id: "diagnostic", group: [] }
const pupils = [{ id: "anna" }, { id: "boris" }, { id: "vera" }]

function register(marks: Readonly<Record<string, Mark>> = {}): Register {
  const cells = Object.entries(marks).map(([pupil, mark]) => [markCell(pupil), aCell(mark)])
  const record = aRecord("register", "r", {
    list: aCell(pupils.map(({ id }) => id)),
    ...Object.fromEntries(cells),
  })
  return registerOf(activity, record, pupils)
}

const finished = (pupil: string) => aSitting({ pupil, activity: "diagnostic", finishedAt: 9 })
const unfinished = (pupil: string) => aSitting({ pupil, activity: "diagnostic" })

describe("The register after sittings were taken in", () => {
  test("says who has finished and who has not, and nothing of those who have no sitting", () => {
    const edit = marksAfter([finished("anna"), unfinished("boris")], register())

    expect(edit?.cells).toEqual({ "m:anna": "finished", "m:boris": "unfinished" })
    expect(edit?.was).toEqual({ "m:anna": null, "m:boris": null })
  })

  test("takes the class as its own list when these are its first marks", () => {
    const edit = marksAfter([finished("anna")], registerOf(activity, undefined, pupils))

    expect(edit?.cells).toEqual({
      activity: "diagnostic",
      list: ["anna", "boris", "vera"],
      "m:anna": "finished",
    })
  })

  test.each<[Mark, Mark | undefined]>([
    ["not-started", "finished"],
    ["unfinished", "finished"],
    ["finished", undefined],
    ["absent", undefined],
    ["refused", undefined],
  ])("of a pupil marked «%s» a finished sitting makes %s", (before, after) => {
    const edit = marksAfter([finished("anna")], register({ anna: before }))

    expect(edit?.cells["m:anna"]).toBe(after)
    expect(edit?.was?.["m:anna"]).toBe(after && before)
  })

  test("says unfinished where a person had seen nobody begin", () => {
    const edit = marksAfter([unfinished("anna")], register({ anna: "not-started" }))
    expect(edit?.cells).toEqual({ "m:anna": "unfinished" })
  })

  test("is not put back from finished to unfinished by a part that was taken before", () => {
    const both = [finished("anna"), unfinished("anna")]
    expect(marksAfter(both, register())?.cells).toEqual({ "m:anna": "finished" })
    expect(marksAfter([unfinished("anna")], register({ anna: "finished" }))).toBeUndefined()
  })

  test("leaves two different marks to a person", () => {
    const record = aRecord("register", "r", {
      list: aCell(["anna"]),
      "m:anna": aCell("not-started", { value: "absent" }),
    })
    const clashing = registerOf(activity, record, pupils)

    expect(marksAfter([finished("anna")], clashing)).toBeUndefined()
  })

  test("is not touched by the sittings of another diagnostic", () => {
    const other = aSitting({ pupil: "anna", activity: "another", finishedAt: 9 })
    expect(marksAfter([other], register())).toBeUndefined()
  })

  test("says the same when the same sittings are taken in again", () => {
    const sittings = [finished("anna"), unfinished("boris")]
    const fresh = registerOf(activity, undefined, pupils)
    const record = edited(undefined, must(marksAfter(sittings, fresh)))

    expect(marksAfter(sittings, registerOf(activity, record, pupils))).toBeUndefined()
  })
})
