import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { useState } from "react"
import { afterEach, describe, expect, test } from "vitest"

import { DateField } from "#/ui/date-field.tsx"
import { TextField } from "#/ui/field.tsx"

const saved: string[] = []
const save = (value: string) => {
  saved.push(value)
}

afterEach(() => {
  saved.length = 0
})

function Pin() {
  const [pin, setPin] = useState("")
  const fault =
    pin.length < 4
      ? { text: "Нужны четыре цифры.", offers: [{ label: "Взять 4821", value: "4821" }] }
      : undefined
  return (
    <TextField
      label="PIN-код"
      hint="Знаете только вы"
      value={pin}
      onChange={setPin}
      onLeave={save}
      fault={fault}
    />
  )
}

describe("a field", () => {
  test("is not red while it is being filled, and says what is wrong once it was left", async () => {
    const user = userEvent.setup()
    render(<Pin />)
    const field = screen.getByLabelText("PIN-код")
    await user.type(field, "12")
    expect(screen.queryByRole("alert")).toBeNull()
    expect(field.getAttribute("aria-invalid")).toBeNull()

    await user.tab()
    expect(screen.getByRole("alert").textContent).toBe("Нужны четыре цифры.")
    expect(field.getAttribute("aria-invalid")).toBe("true")
    expect(saved).toEqual(["12"])
  })

  test("is described by its hint and by what is wrong", async () => {
    const user = userEvent.setup()
    render(<Pin />)
    const field = screen.getByLabelText("PIN-код")
    await user.click(field)
    await user.tab()

    const described = (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
    expect(described).toEqual(["Нужны четыре цифры.", "Знаете только вы"])
  })

  test("takes the likely value at one tap and returns to the field", async () => {
    const user = userEvent.setup()
    render(<Pin />)
    const field = screen.getByLabelText("PIN-код")
    await user.type(field, "12")
    await user.tab()
    await user.click(screen.getByRole("button", { name: "Взять 4821" }))

    expect(screen.getByDisplayValue("4821")).toBe(field)
    expect(document.activeElement).toBe(field)
    expect(screen.queryByRole("alert")).toBeNull()
    expect(saved).toContain("4821")
  })
})

function Season() {
  const [end, setEnd] = useState("2021-10-30")
  return (
    <>
      <DateField label="Окончание" value={end} onChange={setEnd} onLeave={save} />
      <output>{end}</output>
    </>
  )
}

const value = () => screen.getByRole("status").textContent

describe("a date field", () => {
  test("shows the day as people write it and reads it back", async () => {
    const user = userEvent.setup()
    render(<Season />)
    const field = screen.getByLabelText("Окончание")
    expect(screen.getByDisplayValue("30.10.2021")).toBe(field)

    await user.clear(field)
    await user.type(field, "18.11.2021")
    expect(value()).toBe("2021-11-18")
  })

  test("refuses the letter's 31 November with a sentence and offers the two likely days", async () => {
    const user = userEvent.setup()
    render(<Season />)
    const field = screen.getByLabelText("Окончание")
    await user.clear(field)
    await user.type(field, "31.11.2021")
    await user.tab()
    expect(screen.getByRole("alert").textContent).toBe("В ноябре 30 дней. Может быть:")
    expect(screen.getByDisplayValue("31.11.2021")).toBe(field)

    await user.click(screen.getByRole("button", { name: "30.11.2021" }))
    expect(value()).toBe("2021-11-30")
    expect(screen.getByDisplayValue("30.11.2021")).toBe(field)
    expect(screen.queryByRole("alert")).toBeNull()
  })

  test("can be emptied", async () => {
    const user = userEvent.setup()
    render(<Season />)
    await user.clear(screen.getByLabelText("Окончание"))

    expect(value()).toBe("")
  })
})
