import { answerApi, refusal, type Routes } from "#tests/support/api.ts"
import { aTablet, show } from "#tests/support/services.tsx"
import { screen } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { paths } from "#/features/paths.ts"
import { AreaCard } from "#/features/school/area-card.tsx"

const since = new Date("2021-11-12T10:00:00").getTime()
const joined = { area: { name: "Приреченск", kind: "municipality", since } }

async function card(routes: Routes) {
  const person = { id: "h-1", name: "Кузнецова Марина", role: "head" } as const
  const asked = answerApi({
    "GET /api/school/area": () => ({ body: { area: null } }),
    ...routes,
  })
  const services = await aTablet({ mode: "joined", person })
  return { ...show(<AreaCard />, services, paths.school), asked }
}

describe("the city's summary, for the head", () => {
  test("is joined by a code, which first says whose it is", async () => {
    const { user, asked } = await card({
      "POST /api/school/area/look": () => ({ body: { name: "Приреченск", kind: "municipality" } }),
      "POST /api/school/area/join": () => ({ body: joined }),
    })
    expect(await screen.findByText(/Имён учеников и педагогов в своде нет/)).toBeVisible()
    await user.type(screen.getByLabelText("Код от координатора"), "ACEH-KMPT-XY23")
    await user.click(screen.getByRole("button", { name: "Проверить код" }))
    expect(await screen.findByText("Этот код от города: Приреченск.")).toBeVisible()
    expect(asked.map(({ what }) => what)).not.toContain("POST /api/school/area/join")
    await user.click(screen.getByRole("button", { name: "Присоединить школу: Приреченск" }))

    expect(await screen.findByText("Приреченск видит числа школы с 12 ноября.")).toBeVisible()
    expect(screen.getByText("Школа присоединена: Приреченск")).toBeVisible()
  })

  test("says when a coordinator took the school out, and takes a code all the same", async () => {
    await card({
      "GET /api/school/area": () => ({ body: { area: null, removedAt: since } }),
    })
    expect(await screen.findByText(/^12 ноября координатор убрал школу из города/)).toBeVisible()
    expect(screen.getByLabelText("Код от координатора")).toBeVisible()
  })

  test("is left again", async () => {
    const { user } = await card({
      "GET /api/school/area": () => ({ body: joined }),
      "POST /api/school/area/leave": () => ({ body: { area: null } }),
    })
    await user.click(await screen.findByText("Выйти из свода", { selector: "summary" }))
    await user.click(screen.getByRole("button", { name: "Выйти из свода" }))
    expect(await screen.findByText("Школа вышла из свода: Приреченск")).toBeVisible()
    expect(screen.getByLabelText("Код от координатора")).toBeVisible()
  })

  test("a code that there is not, or that is over, is told apart", async () => {
    const { user } = await card({
      "POST /api/school/area/look": () => refusal("invitation-expired", 410),
    })
    await user.type(await screen.findByLabelText("Код от координатора"), "ACEH-KMPT-XY23")
    await user.click(screen.getByRole("button", { name: "Проверить код" }))
    expect(await screen.findByRole("alert")).toHaveTextContent("Срок кода кончился")
  })

  test("is not there without a connection", async () => {
    const { asked } = await card({ "GET /api/school/area": () => "no network" })
    await expect.poll(() => asked.length).toBe(1)
    expect(screen.queryByText("Свод города")).toBeNull()
  })
})
