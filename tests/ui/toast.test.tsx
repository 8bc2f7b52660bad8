import { act, fireEvent, render, screen } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { ToastDock, ToastProvider, useToast } from "#/ui/toast.tsx"

const undone: string[] = []

function Marks() {
  const toasts = useToast()
  const mark = (text: string) => () => {
    toasts.show({
      text,
      action: {
        label: "Отменить",
        run: () => {
          undone.push(text)
        },
      },
    })
  }
  return (
    <>
      <button type="button" onClick={mark("Петров — не был")}>
        Петров
      </button>
      <button type="button" onClick={mark("Орлова — была")}>
        Орлова
      </button>
    </>
  )
}

function renderMarks(): void {
  render(
    <ToastProvider>
      <Marks />
    </ToastProvider>,
  )
}

function press(name: string): void {
  fireEvent.click(screen.getByRole("button", { name }))
}

function pass(seconds: number): void {
  act(() => {
    vi.advanceTimersByTime(seconds * 1000)
  })
}

const text = () => screen.queryByText(/Петров —|Орлова —/u)?.textContent

beforeEach(() => {
  vi.useFakeTimers()
  undone.length = 0
})

afterEach(() => {
  vi.useRealTimers()
})

describe("a toast", () => {
  test("stays ten seconds and goes by itself", () => {
    renderMarks()
    press("Петров")
    pass(9.9)
    expect(text()).toBe("Петров — не был")

    pass(0.2)
    expect(text()).toBeUndefined()
  })

  test("is spoken politely", () => {
    renderMarks()
    press("Петров")

    expect(screen.getByRole("status").textContent).toContain("Петров — не был")
  })

  test("takes the place of the one before and starts its own ten seconds", () => {
    renderMarks()
    press("Петров")
    pass(6)
    press("Орлова")
    pass(6)

    expect(text()).toBe("Орлова — была")
  })

  test("undoes once and leaves", () => {
    renderMarks()
    press("Петров")
    press("Отменить")

    expect(undone).toEqual(["Петров — не был"])
    expect(text()).toBeUndefined()
  })

  test("waits while it has the focus, then takes the time that was left", () => {
    renderMarks()
    press("Петров")
    pass(4)
    const undo = screen.getByRole("button", { name: "Отменить" })
    act(() => {
      undo.focus()
    })
    pass(60)
    expect(text()).toBe("Петров — не был")

    act(() => {
      undo.blur()
    })
    pass(5.9)
    expect(text()).toBe("Петров — не был")
    pass(0.2)
    expect(text()).toBeUndefined()
  })

  test("waits while a finger or a mouse is on it", () => {
    renderMarks()
    press("Петров")
    const toast = screen.getByText("Петров — не был")
    fireEvent.pointerEnter(toast)
    pass(60)
    expect(text()).toBe("Петров — не был")

    fireEvent.pointerLeave(toast)
    pass(10.1)
    expect(text()).toBeUndefined()
  })

  test("gives the focus back to where it was before", () => {
    renderMarks()
    const petrov = screen.getByRole("button", { name: "Петров" })
    petrov.focus()
    press("Петров")
    act(() => {
      screen.getByRole("button", { name: "Отменить" }).focus()
    })

    press("Отменить")

    expect(document.activeElement).toBe(petrov)
  })

  test("appears in the dock of a screen that has one", () => {
    render(
      <ToastProvider>
        <Marks />
        <section aria-label="Справа">
          <ToastDock />
        </section>
      </ToastProvider>,
    )
    press("Петров")

    expect(screen.getByRole("region", { name: "Справа" }).textContent).toContain("Петров")
  })
})
