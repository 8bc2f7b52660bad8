import { aCell, aRecord, edited } from "#tests/support/shown.ts"
import { describe, expect, test } from "vitest"

import { activityKinds } from "#/domain/activity-kind.ts"
import {
  checklistPatterns,
  shippedItemIds,
  shippedItems,
  variantOf,
} from "#/domain/checklist-templates.ts"
import {
  checklistOf,
  itemsEdit,
  itemsOf,
  minutesOf,
  phaseAt,
  phasesFrom,
  templateEdit,
  tickEdit,
  type ChecklistItem,
} from "#/domain/checklist.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { faultIn } from "#/domain/record-schema.ts"
import { checklistWords } from "#/text/checklists.ts"

const lesson = recordIds.register("a lesson")
const pattern: readonly ChecklistItem[] = [
  { id: "date", phase: "before", text: "Дата" },
  { id: "video", phase: "during", text: "Видео", minutes: 10 },
]
const newer: readonly ChecklistItem[] = [{ id: "other", phase: "during", text: "Другое" }]

describe("The checklist of a lesson", () => {
  test("shows the pattern until it is touched, and nothing is ticked", () => {
    const fresh = checklistOf(lesson, undefined, pattern)
    expect(fresh.items).toEqual(pattern)
    expect(fresh.itemsAreOwn).toBe(false)
    expect(fresh.done.size).toBe(0)
  })

  test("takes its own copy with the first tick, so that a later pattern changes nothing", () => {
    const fresh = checklistOf(lesson, undefined, pattern)
    const after = checklistOf(lesson, edited(undefined, tickEdit(fresh, "video", true)), newer)
    expect(after.items).toEqual(pattern)
    expect([...after.done]).toEqual(["video"])
  })

  test("writes one cell for a further tick, and null when it is taken away", () => {
    const record = edited(undefined, itemsEdit(checklistOf(lesson, undefined, pattern), pattern))
    const own = checklistOf(lesson, record, newer)
    expect(tickEdit(own, "date", true).cells).toEqual({ "t:date": true })
    expect(tickEdit(own, "date", false).cells).toEqual({ "t:date": null })
  })

  test("keeps a tick when the words of its item change", () => {
    const ticked = edited(
      undefined,
      tickEdit(checklistOf(lesson, undefined, pattern), "video", true),
    )
    const renamed = pattern.map((item) => ({ ...item, text: `${item.text}, другое` }))
    const record = edited(ticked, itemsEdit(checklistOf(lesson, ticked, []), renamed))
    const after = checklistOf(lesson, record, [])
    expect(after.items[1]?.text).toBe("Видео, другое")
    expect(after.done.has("video")).toBe(true)
  })

  test("reads past what it does not understand", () => {
    const record = aRecord("checklist", "c", {
      items: aCell([{ id: "date", phase: "before", text: "Дата" }, { id: 7 }, "junk", null]),
    })
    expect(itemsOf(record)).toEqual([{ id: "date", phase: "before", text: "Дата" }])
  })
})

describe("The phase that is due", () => {
  const at = (given: { day?: string; start?: string; end?: string; until?: string }) => ({
    day: "2021-11-18",
    start: "",
    end: "",
    status: "planned" as const,
    ...given,
  })
  const now = { day: "2021-11-18", time: "09:20" }

  test("is before until the lesson starts and after once it has ended", () => {
    expect(phaseAt(at({ day: "2021-11-19" }), now)).toBe("before")
    expect(phaseAt(at({ start: "09:30" }), now)).toBe("before")
    expect(phaseAt(at({ start: "09:10", end: "09:55" }), now)).toBe("during")
    expect(phaseAt(at({ start: "08:20", end: "09:05" }), now)).toBe("after")
    expect(phaseAt(at({ day: "2021-11-17" }), now)).toBe("after")
  })

  test("is «at the lesson» the whole day when no time is known", () => {
    expect(phaseAt(at({}), now)).toBe("during")
  })

  test("is after when it was said to be held or cancelled", () => {
    expect(phaseAt({ ...at({}), status: "held" }, now)).toBe("after")
  })

  test("lasts as long as a course of several days", () => {
    expect(phaseAt(at({ day: "2021-11-01", until: "2021-11-30" }), now)).toBe("during")
    expect(phaseAt(at({ day: "2021-11-01", until: "2021-11-10" }), now)).toBe("after")
  })

  test("comes first and the others keep their order", () => {
    expect(phasesFrom("during")).toEqual(["during", "before", "after"])
    expect(phasesFrom("before")).toEqual(["before", "during", "after"])
  })
})

describe("The shipped checklists", () => {
  const words = checklistWords.ru.item

  test("exist for every kind of activity and fit the record", () => {
    expect(new Set(checklistPatterns.map(({ kind }) => kind))).toEqual(new Set(activityKinds))
    for (const { kind, variant } of checklistPatterns) {
      const items = shippedItems(kind, variant, words)
      expect(items.length).toBeGreaterThan(0)
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
      expect(faultIn("template", templateEdit(kind, variant, items).cells)).toBeUndefined()
    }
  })

  test("say every item in both languages", () => {
    expect(Object.keys(checklistWords.en.item).sort()).toEqual([...shippedItemIds].sort())
    expect(Object.keys(words).sort()).toEqual([...shippedItemIds].sort())
  })

  test("of a career lesson fit into its 40–45 minutes", () => {
    for (const variant of ["6-7", "8-9", "10-11", "thursday"]) {
      const minutes = minutesOf(shippedItems("lesson", variant, words))
      expect(minutes).toBeGreaterThanOrEqual(40)
      expect(minutes).toBeLessThanOrEqual(45)
    }
  })

  test("of a consultation take 40 minutes, and a diagnostic tests for 20 at most", () => {
    expect(minutesOf(shippedItems("consultation", "all", words))).toBe(40)
    const diagnostic = shippedItems("diagnostic", "all", words)
    expect(diagnostic.find(({ id }) => id === "test")?.minutes).toBe(20)
    expect(diagnostic.find(({ id }) => id === "consents")?.phase).toBe("before")
  })

  test("follow the grade, and the season where lessons are weekly", () => {
    expect(variantOf("lesson", { season: "2021", grade: 6 })).toBe("6-7")
    expect(variantOf("lesson", { season: "2021", grade: 9 })).toBe("8-9")
    expect(variantOf("lesson", { season: "2021", grade: 11 })).toBe("10-11")
    expect(variantOf("lesson", { season: "rmg-2026-27", grade: 11 })).toBe("thursday")
    expect(variantOf("trial", { season: "2021", grade: 9 })).toBe("all")
  })
})

describe("A pattern of the school", () => {
  test("is given back for the shipped one by clearing its items", () => {
    const edit = templateEdit("lesson", "6-7", null)
    expect(itemsOf(edited(edited(undefined, templateEdit("lesson", "6-7", pattern)), edit))).toBe(
      undefined,
    )
  })
})
