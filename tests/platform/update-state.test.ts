import { describe, expect, test } from "vitest"

import { nextUpdateState, type UpdateEvent, type UpdateState } from "#/platform/update-state.ts"

describe("a newer release", () => {
  test("is offered once it is stored whole, and comes in only after a tap", () => {
    expect(after("release-stored")).toBe("ready")
    expect(after("release-stored", "tapped")).toBe("applying")
    expect(after("tapped")).toBe("none")
  })

  test("that could not be stored is named, and withdrawn from the screen once one is stored", () => {
    expect(after("release-not-stored")).toBe("failed")
    expect(after("release-not-stored", "release-stored")).toBe("ready")
  })

  test("already offered stays offered when a still newer one fails", () => {
    expect(after("release-stored", "release-not-stored")).toBe("ready")
  })

  test("let in by another tab is told and leaves only a reload of this tab by its own button", () => {
    expect(after("release-stored", "worker-changed")).toBe("replaced")
    expect(after("release-stored", "worker-changed", "release-stored")).toBe("replaced")
    expect(after("release-stored", "worker-changed", "part-not-loaded")).toBe("replaced")
  })

  test("let in by this tab is not told as another tab's doing", () => {
    expect(after("release-stored", "tapped", "worker-changed")).toBe("applying")
  })
})

describe("a part that did not load", () => {
  test("is an offer to reopen", () => {
    expect(after("part-not-loaded")).toBe("part-missing")
  })

  test("does not hide the offer that would mend it", () => {
    expect(after("release-stored", "part-not-loaded")).toBe("ready")
  })
})

function after(...events: readonly UpdateEvent[]): UpdateState["kind"] {
  return events.reduce<UpdateState>(nextUpdateState, { kind: "none" }).kind
}
