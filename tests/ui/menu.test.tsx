import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, describe, expect, test } from "vitest"

import { Menu } from "#/ui/menu.tsx"

const done: string[] = []
const does = (what: string) => () => {
  done.push(what)
}

afterEach(() => {
  done.length = 0
})

async function open() {
  const user = userEvent.setup()
  render(
    <Menu
      label="Петров Илья"
      items={[
        { label: "Опоздал", checked: true, run: does("late") },
        { label: "История", run: does("history") },
        { label: "Убрать", harm: true, run: does("remove") },
      ]}
    />,
  )
  const button = screen.getByRole("button", { name: "Петров Илья" })
  await user.click(button)
  return { user, button }
}

const focused = () => document.activeElement?.textContent

describe("a menu", () => {
  test("opens with the focus on its first item and says which state is on", async () => {
    const { button } = await open()

    expect(button.getAttribute("aria-expanded")).toBe("true")
    expect(screen.getByRole("menu", { name: "Петров Илья" })).toBeTruthy()
    expect(focused()).toBe("Опоздал")
    expect(screen.getByRole("menuitemcheckbox", { checked: true }).textContent).toBe("Опоздал")
  })

  test("is walked with arrows, Home and End, round and round", async () => {
    const { user } = await open()
    const walk = []
    for (const key of ["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"]) {
      await user.keyboard(`{${key}}`)
      walk.push(focused())
    }

    expect(walk).toEqual(["История", "Убрать", "Опоздал", "Убрать", "Опоздал"])
  })

  test("does what was chosen, closes and gives the focus back", async () => {
    const { user, button } = await open()

    await user.keyboard("{ArrowDown}{Enter}")

    expect(done).toEqual(["history"])
    expect(screen.queryByRole("menu")).toBeNull()
    expect(document.activeElement).toBe(button)
  })

  test("closes without doing anything when what lies behind it is tapped", async () => {
    const { user, button } = await open()

    await user.click(screen.getByRole("dialog"))

    expect(done).toEqual([])
    expect(screen.queryByRole("menu")).toBeNull()
    expect(document.activeElement).toBe(button)
  })
})
