import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { keepDraft, readDraft } from "#/data/drafts.ts"

describe("a draft", () => {
  test("is the newest of what was typed at once, kept with one write", async () => {
    const journal = await aJournal()
    let writes = 0
    journal.database.drafts.hook("creating", () => {
      writes += 1
    })
    journal.database.drafts.hook("updating", () => {
      writes += 1
    })

    await Promise.all(["О", "Ор", "Орл", "Орлова"].map((text) => keepDraft(journal, "note", text)))

    expect(await readDraft(journal, "note")).toBe("Орлова")
    expect(writes).toBe(1)
  })

  test("thrown away behind the last key stays away", async () => {
    const journal = await aJournal()

    await Promise.all([keepDraft(journal, "note", "Орлова"), keepDraft(journal, "note", null)])

    expect(await readDraft(journal, "note")).toBeUndefined()
  })

  test("of one form does not wait for or replace that of another", async () => {
    const journal = await aJournal()

    await Promise.all([keepDraft(journal, "note", "Орлова"), keepDraft(journal, "class", "7Б")])

    expect(await readDraft(journal, "note")).toBe("Орлова")
    expect(await readDraft(journal, "class")).toBe("7Б")
  })

  test("that could not be kept is kept with the next key", async () => {
    const journal = await aJournal()
    let isFull = true
    journal.database.drafts.hook("creating", () => {
      if (isFull) throw new DOMException("full", "QuotaExceededError")
    })

    const [first, second] = [keepDraft(journal, "note", "О"), keepDraft(journal, "note", "Ор")]
    expect(await first).toBe("full")
    isFull = false
    expect(await second).toBe("kept")

    expect(await readDraft(journal, "note")).toBe("Ор")
  })
})
