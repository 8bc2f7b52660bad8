import { ownInstrument } from "#tests/support/own-instrument.ts"
import { aTablet, save, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { InstrumentsScreen } from "#/features/instruments/instruments-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"
import type { Language } from "#/text/pair.ts"

function open(services: Services, code?: string, language: Language = "ru") {
  if (code === undefined) {
    return show(<InstrumentsScreen />, services, { path: paths.instruments, language })
  }
  const at = { path: paths.instrument(code), route: paths.instrument(":code"), language }
  return show(<InstrumentsScreen />, services, at)
}

const offered = () => screen.findByRole("region", { name: "Методики школы" })

describe("«Методики»", () => {
  test("lists what may be taken on the tablet, and says that the school has none of its own", async () => {
    open(await aTablet())

    const shipped = await screen.findByRole("list", { name: "Входят в журнал" })
    expect(within(shipped).getAllByRole("listitem")).toHaveLength(6)
    expect(shipped).toHaveTextContent("Карта интересов, 144 вопроса")
    expect(shipped).toHaveTextContent("25–30 мин · 8–11 классы")
    expect(await offered()).toHaveTextContent("Своих методик пока нет.")
  })

  test("tells of each what it is and is not, for whom, how long, whose, and what it asks", async () => {
    const { user } = open(await aTablet(), "interest-map")

    expect(await screen.findByText(/Это интерес, не приговор/)).toBeInTheDocument()
    expect(screen.getByText("25–30 мин, за два раза")).toBeInTheDocument()
    expect(screen.getByText("144 вопроса, 24 шкалы")).toBeInTheDocument()
    expect(screen.getByText(/Голомшток/)).toBeInTheDocument()
    expect(screen.getByText("CC0-1.0")).toBeInTheDocument()
    expect(screen.getByText(/до -6: не привлекает/)).toBeInTheDocument()
    expect(screen.queryByText("перерыв до другого дня")).toBeNull()

    await user.click(screen.getByRole("button", { name: "Показать все 144" }))
    expect(screen.getByText("перерыв до другого дня")).toBeInTheDocument()
    expect(screen.getByText("Водить поезд, самолёт или судно")).toBeInTheDocument()
  })

  test("speaks English where the instrument does", async () => {
    open(await aTablet(), "klimov-pairs", "en")
    expect(await screen.findByText(/Grow plants from seed/)).toBeInTheDocument()
    expect(document.body.textContent).not.toMatch(/[а-яё]{3}/i)
  })

  test("shows the school's own, and takes it off the list and back without losing it", async () => {
    const services = await aTablet()
    await save(services, [ownInstrument()])
    const { user } = open(services, "primer")
    expect(await offered()).toHaveTextContent("Мысль или дело")
    expect(screen.getByText(/загружена .*, вы/)).toBeInTheDocument()

    await user.click(screen.getByRole("button", { name: "Убрать из списка" }))
    const hidden = await screen.findByRole("list", { name: "Убраны из списка" })
    expect(hidden).toHaveTextContent("Мысль или дело")
    expect(await offered()).toHaveTextContent("Своих методик пока нет.")
    expect(screen.getByText(/Методика «Мысль или дело» убрана/)).toBeInTheDocument()

    await user.click(screen.getByRole("button", { name: "Отменить" }))
    expect(await screen.findByRole("button", { name: "Убрать из списка" })).toBeInTheDocument()
    expect(await offered()).toHaveTextContent("Мысль или дело")
  })

  test("shows the newest version, and says which older ones are kept", async () => {
    const services = await aTablet()
    await save(services, [ownInstrument(1), ownInstrument(3, "Новая редакция")])
    open(services, "primer")
    expect(await screen.findByRole("heading", { name: "Новая редакция" })).toBeInTheDocument()
    expect(screen.getByText(/Прежние версии \(1\) хранятся/)).toBeInTheDocument()
  })

  test("says of one that is not here that it is not here", async () => {
    open(await aTablet(), "nothing")
    expect(await screen.findByText(/Такой методики на планшете нет/)).toBeInTheDocument()
  })

  test("lets a lesson leader read and not change", async () => {
    const person = {
      id: "0190a000-0000-7000-8000-000000000001",
      name: "Ким",
      role: "leader",
      classes: [],
    } as const
    const services = await aTablet({ mode: "joined", person })
    await save(services, [ownInstrument()])
    open(services, "primer")
    await offered()
    expect(screen.queryByRole("button", { name: "Убрать из списка" })).toBeNull()
    expect(screen.queryByRole("link", { name: "Загрузить свою методику" })).toBeNull()
    expect(screen.getByRole("button", { name: "Скачать JSON" })).toBeInTheDocument()
  })
})
