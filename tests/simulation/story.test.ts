import { describe, expect, test } from "vitest"

import { planOf } from "./plan.ts"
import { simplerSteps } from "./simpler.ts"
import { storyOf } from "./story.ts"

describe("the story of a history", () => {
  test("says who does what and what happens to the messages, a sentence a step", () => {
    const { setting } = planOf(1)
    const story = storyOf({
      seed: 1,
      setting,
      steps: [
        {
          kind: "write",
          tablet: 0,
          tab: 0,
          touches: [{ what: "marks", index: 1, pupils: [2, 3], mark: 0 }],
          crashAfter: 12,
        },
        {
          kind: "sync",
          tablet: 0,
          tab: 1,
          fates: ["well", "unheard"],
          most: 3,
          crashAfter: null,
        },
        { kind: "pass", ms: 3 * 86_400_000 },
        { kind: "restore", server: 0, back: 1 },
      ],
    })
    expect(story).toContain("The history of seed 1,")
    expect(story.split("\n").slice(-4)).toEqual([
      "1. Tablet 0 marks pupils 2, 3 in activity 1 (mark 0), and dies after 12 answers of its disk.",
      "2. Tablet 0 in its second tab syncs with at most 3 ops a request; request 1 goes well, request 2 is done, but the answer is lost.",
      "3. 3 days pass.",
      "4. Server 0 is restored from the backup 1 before its last.",
    ])
  })

  test("has a sentence for whatever may happen", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const plan = planOf(seed)
      const sentences = storyOf(plan).split("\n").slice(-plan.steps.length)
      for (const [index, text] of sentences.entries()) {
        expect(text).toMatch(new RegExp(`^${index + 1}\\. .*[.]$`))
        expect(text).not.toMatch(/undefined|NaN|\[object|null/)
      }
    }
  })

  test("a simpler step is never the step itself, and simplifying comes to an end", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      for (const start of planOf(seed).steps) {
        let step = start
        for (let turn = 0; ; turn += 1) {
          const [plainer] = simplerSteps(step)
          if (plainer === undefined) break
          expect(plainer).not.toEqual(step)
          expect(turn).toBeLessThan(100)
          step = plainer
        }
      }
    }
  })
})
