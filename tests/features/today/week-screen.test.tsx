import { aClass, aLesson, aTablet, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { paths } from "#/features/paths.ts"
import { WeekScreen } from "#/features/today/week-screen.tsx"

describe("the week", () => {
  test("shows its days with what is written in them, Sunday only when something is", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await aLesson(services, { classes: [classId], day: "2021-11-16", cells: { start: "11:15" } })
    show(<WeekScreen />, services, paths.week)

    const tuesday = await screen.findByRole("region", { name: "Вторник, 16 ноября" })

    expect(within(tuesday).getByRole("link", { name: "7Б · Урок" })).toBeVisible()
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Неделя 15–21 ноября")
    expect(screen.getAllByText("ничего не записано")).toHaveLength(5)
    expect(screen.queryByRole("region", { name: /Воскресенье/ })).toBeNull()
  })

  test("leads to the weeks beside it and to a plan on a day", async () => {
    const services = await aTablet()
    const { user, address } = show(<WeekScreen />, services, paths.week)

    await user.click(await screen.findByRole("link", { name: "Следующая неделя" }))
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Неделя 22–28 ноября")
    await user.click(screen.getByRole("link", { name: "Эта неделя" }))
    await user.click(screen.getByRole("link", { name: "Прошлая неделя" }))
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Неделя 8–14 ноября")

    const plan = await screen.findByRole("link", { name: "Запланировать на 10 ноября" })
    await user.click(plan)
    expect(address()).toBe(`${paths.plan}?day=2021-11-10`)
  })
})
