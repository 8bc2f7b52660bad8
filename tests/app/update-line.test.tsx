import { render, screen } from "@testing-library/react"
import { userEvent } from "@testing-library/user-event"
import { expect, test } from "vitest"

import { UpdateLine } from "#/app/update-line.tsx"
import type { Updates } from "#/platform/service-worker.ts"
import type { UpdateState } from "#/platform/update-state.ts"

test("says nothing while there is nothing to say", () => {
  const { container } = render(<UpdateLine updates={at("none")} />)

  expect(container.textContent).toBe("")
})

test("offers a new release with a button, and the tap is passed on", async () => {
  const taps: string[] = []
  render(<UpdateLine updates={at("ready", () => taps.push("tap"))} />)

  await userEvent.click(screen.getByRole("button", { name: "Обновить" }))

  expect(taps).toEqual(["tap"])
})

test.each(["replaced", "part-missing"] as const)(
  "%s: the tab is reopened by its own button",
  (kind) => {
    render(<UpdateLine updates={at(kind)} />)

    expect(screen.getByRole("status").textContent).not.toBe("")
    expect(screen.getByRole("button", { name: "Открыть заново" })).toBeTruthy()
  },
)

test("a release that failed to download is told without a button: there is nothing to do", () => {
  render(<UpdateLine updates={at("failed")} />)

  expect(screen.getByRole("status").textContent).toContain("скачалась не целиком")
  expect(screen.queryByRole("button")).toBeNull()
})

function at(kind: UpdateState["kind"], apply: () => void = () => undefined): Updates {
  const state: UpdateState = { kind }
  const nothing = (): undefined => undefined
  return {
    current: () => state,
    subscribe: () => nothing,
    start: nothing,
    apply,
    beforeReload: nothing,
  }
}
