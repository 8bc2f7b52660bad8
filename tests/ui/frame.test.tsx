import { act, fireEvent, render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { useState } from "react"
import { Link, MemoryRouter, Route, Routes } from "react-router"
import { afterEach, describe, expect, test, vi } from "vitest"

import { ErrorBoundary } from "#/ui/error-boundary.tsx"
import { Page } from "#/ui/page.tsx"
import { Shell } from "#/ui/shell.tsx"
import { StatusSlotContext } from "#/ui/status-slot.tsx"
import { SyncPill } from "#/ui/sync-pill.tsx"
import { Wait } from "#/ui/wait.tsx"

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const sections = [
  { to: "/today", label: "Сегодня", icon: "today" },
  { to: "/classes", label: "Классы", icon: "class" },
] as const

const nothing = () => undefined

function Today() {
  return (
    <Page title="Сегодня">
      <Link to="/classes">К классам</Link>
    </Page>
  )
}

function Classes() {
  return (
    <Page title="Классы" back={{ to: "/today", label: "Сегодня" }}>
      <Link to="/classes/7b">7Б</Link>
    </Page>
  )
}

const allSent = () => <p>Всё отправлено</p>

function App() {
  return (
    <MemoryRouter initialEntries={["/today"]}>
      <StatusSlotContext value={allSent}>
        <Shell items={sections} lock={{ label: "Закрыть", run: nothing }}>
          <Routes>
            <Route path="/today" element={<Today />} />
            <Route path="/classes/*" element={<Classes />} />
          </Routes>
        </Shell>
      </StatusSlotContext>
    </MemoryRouter>
  )
}

describe("the frame", () => {
  test("marks the current section, also when the address is below it", async () => {
    const user = userEvent.setup()
    vi.spyOn(window, "scrollTo").mockImplementation(nothing)
    render(<App />)
    await user.click(screen.getByRole("link", { name: "К классам" }))
    await user.click(screen.getByRole("link", { name: "7Б" }))

    expect(screen.getByRole("link", { current: "page" }).textContent).toBe("Классы")
  })

  test("lets the keyboard skip to the content", () => {
    render(<App />)

    const skip = screen.getByRole("link", { name: "К содержанию" })
    expect(screen.getByRole("main").id).toBe(skip.getAttribute("href")?.slice(1))
  })

  test("goes on reading from the new screen when the old link is gone", async () => {
    const user = userEvent.setup()
    const scroll = vi.spyOn(window, "scrollTo").mockImplementation(nothing)
    render(<App />)
    await user.click(screen.getByRole("link", { name: "К классам" }))

    expect(document.activeElement).toBe(screen.getByRole("main"))
    expect(scroll).toHaveBeenCalledWith(0, 0)
  })

  test("leaves the focus on a link that is still there", async () => {
    const user = userEvent.setup()
    vi.spyOn(window, "scrollTo").mockImplementation(nothing)
    render(<App />)
    await user.click(screen.getByRole("link", { name: "Классы" }))
    await user.click(screen.getByRole("link", { name: "7Б" }))

    expect(document.activeElement?.textContent).toBe("7Б")
  })

  test("shows the state of the app on every page, its name in the tab and the way back", async () => {
    const user = userEvent.setup()
    vi.spyOn(window, "scrollTo").mockImplementation(nothing)
    render(<App />)
    expect(screen.getByText("Всё отправлено")).toBeTruthy()

    await user.click(screen.getByRole("link", { name: "Классы" }))
    expect(screen.getByText("Всё отправлено")).toBeTruthy()
    expect(document.title).toBe("Классы · Бортжурнал")
    expect(screen.getByRole("link", { name: "Назад: Сегодня" })).toBeTruthy()
  })
})

function Pill({ kind, text }: { readonly kind: string; readonly text: string }) {
  return (
    <MemoryRouter>
      <SyncPill kind={kind} state="waiting" icon="wait" text={text} to="/sync" />
    </MemoryRouter>
  )
}

const spoken = () => screen.getByRole("status").textContent

describe("the sync indicator", () => {
  test("is spoken when its sort changes and not at every tick", () => {
    const { rerender } = render(<Pill kind="waiting" text="ждут: 1" />)
    expect(spoken()).toBe("")

    rerender(<Pill kind="sending" text="Отправляем: 1 из 7" />)
    rerender(<Pill kind="sending" text="Отправляем: 2 из 7" />)
    expect(spoken()).toBe("Отправляем: 1 из 7")
    expect(screen.getByRole("link").textContent).toBe("Отправляем: 2 из 7")

    rerender(<Pill kind="sent" text="Всё отправлено · 14:05" />)
    expect(spoken()).toBe("Всё отправлено · 14:05")
  })
})

describe("waiting", () => {
  test("says nothing for the first 400 ms", () => {
    vi.useFakeTimers()
    render(<Wait />)
    act(() => {
      vi.advanceTimersByTime(399)
    })
    expect(screen.getByRole("status").textContent).toBe("")

    act(() => {
      vi.advanceTimersByTime(1)
    })
    expect(screen.getByRole("status").textContent).toBe("Открываем…")
  })
})

function Fragile({ broken }: { readonly broken: boolean }) {
  if (broken) throw new Error("planted")
  return <p>цел</p>
}

function Screens() {
  const [place, setPlace] = useState("/bad")
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setPlace("/good")
        }}
      >
        Дальше
      </button>
      <ErrorBoundary place={place}>
        <Fragile broken={place === "/bad"} />
      </ErrorBoundary>
    </>
  )
}

describe("a fault in one screen", () => {
  test("says what is safe and is gone at another address", () => {
    vi.spyOn(console, "error").mockImplementation(nothing)
    render(<Screens />)
    expect(screen.getByRole("alert").textContent).toContain("Всё, что сохранено на планшете, цело.")
    expect(screen.getByRole("button", { name: "Открыть заново" })).toBeTruthy()

    fireEvent.click(screen.getByRole("button", { name: "Дальше" }))
    expect(screen.getByText("цел")).toBeTruthy()
  })
})
