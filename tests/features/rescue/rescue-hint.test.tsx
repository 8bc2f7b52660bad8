import { aClass, aTablet, show, type TabletOptions } from "#tests/support/services.tsx"
import { screen } from "@testing-library/react"
import { afterEach, describe, expect, test } from "vitest"

import { paths } from "#/features/paths.ts"
import { RescueHint } from "#/features/rescue-hint.tsx"
import { dropCrumb } from "#/platform/crumb.ts"
import type { Services } from "#/platform/services.tsx"

const joined: TabletOptions = {
  mode: "joined",
  person: { id: "p-1", name: "Иванова Ирина Петровна", role: "navigator" },
}
const dayMs = 86_400_000

/** A tablet with a class that was not sent, so many days ago. */
async function after(days: number): Promise<Services> {
  const services = await aTablet(joined)
  await aClass(services)
  return { ...services, nowMs: () => services.nowMs() + days * dayMs }
}

afterEach(() => {
  dropCrumb({ rescueLaterTill: undefined })
})

describe("unsent work that has grown old", () => {
  test("is told with its age, and leads to where it is rescued", async () => {
    show(<RescueHint />, await after(4), paths.today)
    expect(
      await screen.findByText(/1 запись лежит только на этом планшете уже 4 дня/),
    ).toBeVisible()
    const link = screen.getByRole("link", { name: "Спасти записи" })
    expect(link).toHaveAttribute("href", paths.rescue)
  })

  test("is not told of for a day after it was put off, and again then", async () => {
    const services = await after(4)
    const first = show(<RescueHint />, services, paths.today)
    await first.user.click(await screen.findByRole("button", { name: "Напомнить завтра" }))
    expect(screen.queryByRole("link", { name: "Спасти записи" })).toBeNull()
    first.unmount()

    const soon = { ...services, nowMs: () => services.nowMs() + dayMs / 2 }
    const second = show(<RescueHint />, soon, paths.today)
    const appears = screen.findByRole("link", { name: "Спасти записи" }, { timeout: 400 })
    await expect(appears).rejects.toThrow("Unable to find")
    second.unmount()

    const later = { ...services, nowMs: () => services.nowMs() + 1.1 * dayMs }
    show(<RescueHint />, later, paths.today)
    expect(await screen.findByRole("link", { name: "Спасти записи" })).toBeVisible()
  })
})
