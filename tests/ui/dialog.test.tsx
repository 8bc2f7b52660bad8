import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { useState } from "react"
import { describe, expect, test } from "vitest"

import { Dialog } from "#/ui/dialog.tsx"

function Tablet() {
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState("")
  const end = (how: string) => () => {
    setOutcome(how)
    setAsking(false)
  }
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setAsking(true)
        }}
      >
        Убрать с планшета
      </button>
      <p>{outcome}</p>
      {asking && (
        <Dialog
          title="Убрать Смирнову О. В. с этого планшета?"
          better={{ label: "Сохранить файл спасения", run: end("saved") }}
          stay={{ label: "Оставить Смирнову", run: end("stayed") }}
          harm={{ label: "Убрать без 7 записей", run: end("removed") }}
        >
          У неё не отправлено 7 записей.
        </Dialog>
      )}
    </>
  )
}

async function ask() {
  const user = userEvent.setup()
  render(<Tablet />)
  await user.click(screen.getByRole("button", { name: "Убрать с планшета" }))
  return { user, dialog: screen.getByRole("alertdialog") }
}

describe("a dialog", () => {
  test("is named by its question and described by its sentence", async () => {
    const { dialog } = await ask()

    expect(dialog.getAttribute("aria-labelledby")).toBeTruthy()
    expect(
      screen.getByRole("alertdialog", { name: "Убрать Смирнову О. В. с этого планшета?" }),
    ).toBe(dialog)
  })

  test("puts the safe answer first and gives it the focus", async () => {
    await ask()

    const labels = screen.getAllByRole("button").map((button) => button.textContent)
    expect(labels).toEqual([
      "Убрать с планшета",
      "Сохранить файл спасения",
      "Оставить Смирнову",
      "Убрать без 7 записей",
    ])
    expect(document.activeElement?.textContent).toBe("Сохранить файл спасения")
  })

  test("leaves everything as it was on Escape", async () => {
    const { user, dialog } = await ask()

    // jsdom does not turn Escape into `cancel` as browsers do.
    await user.keyboard("{Escape}")
    if (dialog.isConnected) dialog.dispatchEvent(new Event("cancel", { cancelable: true }))

    expect(await screen.findByText("stayed")).toBeTruthy()
  })

  test("gives the focus back to the button that opened it", async () => {
    const { user } = await ask()

    await user.click(screen.getByRole("button", { name: "Оставить Смирнову" }))

    expect(screen.queryByRole("alertdialog")).toBeNull()
    expect(document.activeElement?.textContent).toBe("Убрать с планшета")
  })
})
