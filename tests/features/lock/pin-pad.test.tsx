import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { useState } from "react"
import { describe, expect, test } from "vitest"

import { PinPad } from "#/features/lock/pin-pad.tsx"

function pad(given: { readonly busy?: string; readonly fault?: string } = {}) {
  const opened: string[] = []
  function Screen() {
    const [pin, setPin] = useState("")
    return (
      <PinPad
        label="Введите PIN"
        value={pin}
        onChange={setPin}
        onSubmit={() => opened.push(pin)}
        submitLabel="Открыть"
        {...given}
      />
    )
  }
  render(<Screen />)
  return { opened, user: userEvent.setup(), field: screen.getByLabelText("Введите PIN") }
}

const key = (name: string): HTMLElement => screen.getByRole("button", { name })

describe("the PIN pad", () => {
  test("takes digits from its keys, and takes the last one back", async () => {
    const { opened, user } = pad()
    for (const digit of ["1", "2", "3", "0"]) await user.click(key(digit))
    await user.click(key("Стереть"))
    await user.click(key("Открыть"))

    expect(opened).toEqual(["123"])
  })

  test("takes digits from a keyboard at once, and from beside the field too", async () => {
    const { opened, user } = pad()
    await user.keyboard("12")
    await user.click(key("3"))
    await user.keyboard("45{Backspace}6")
    await user.click(key("Открыть"))

    expect(opened).toEqual(["12346"])
  })

  test("opens by Enter", async () => {
    const { opened, user } = pad()
    await user.keyboard("704815{Enter}")

    expect(opened).toEqual(["704815"])
  })

  test("takes a pasted PIN and leaves out what is no digit", async () => {
    const { opened, user, field } = pad()
    await user.click(field)
    await user.paste("70-48 15")
    await user.keyboard("{Enter}")

    expect(opened).toEqual(["704815"])
  })

  test("shows no digit, asks for the digits of a telephone, and is not remembered by the browser", () => {
    const { field } = pad()

    expect(field).toHaveAttribute("type", "password")
    expect(field).toHaveAttribute("inputmode", "numeric")
    expect(field).toHaveAttribute("autocomplete", "off")
  })

  test("says what was wrong, and ties it to the field", () => {
    const { field } = pad({ fault: "Неверный PIN. Осталось попыток: 3" })

    expect(screen.getByRole("alert")).toHaveTextContent("Осталось попыток: 3")
    expect(field).toHaveAccessibleDescription("Неверный PIN. Осталось попыток: 3")
    expect(field).toBeInvalid()
  })

  test("takes nothing while the last one is being tried", async () => {
    const { opened, user } = pad({ busy: "Открываем…" })
    await user.keyboard("12{Enter}")

    expect(key("1")).toBeDisabled()
    expect(key("Открыть")).toBeDisabled()
    expect(opened).toEqual([])
    expect(await screen.findByText("Открываем…")).toBeVisible()
  })
})
