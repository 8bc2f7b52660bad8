import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { useState } from "react"
import { describe, expect, test } from "vitest"

import { TabPanel, Tabs } from "#/ui/tabs.tsx"

const tabs = [
  { id: "list", label: "Чек-лист" },
  { id: "note", label: "Заметка" },
  { id: "end", label: "Итог" },
] as const

function Lesson() {
  const [tab, setTab] = useState<(typeof tabs)[number]["id"]>("list")
  return (
    <>
      <Tabs name="lesson" label="Урок" tabs={tabs} current={tab} onChange={setTab} />
      <TabPanel name="lesson" id={tab}>
        {tab}
      </TabPanel>
    </>
  )
}

const selected = () => screen.getByRole("tab", { selected: true }).textContent

describe("tabs", () => {
  test("show the panel that is named by the current tab", async () => {
    const user = userEvent.setup()
    render(<Lesson />)

    await user.click(screen.getByRole("tab", { name: "Заметка" }))

    expect(screen.getByRole("tabpanel", { name: "Заметка" }).textContent).toBe("note")
  })

  test("are one stop for the Tab key, and arrows, Home and End move inside", async () => {
    const user = userEvent.setup()
    render(<Lesson />)
    await user.tab()
    const walk = []
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowRight", "End", "Home"]) {
      await user.keyboard(`{${key}}`)
      walk.push(selected())
      expect(document.activeElement?.textContent).toBe(selected())
    }

    expect(walk).toEqual(["Итог", "Чек-лист", "Заметка", "Итог", "Чек-лист"])
    await user.tab()
    expect(document.activeElement).toBe(document.body)
  })
})
