import { aTablet, show } from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { readById } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { valueOf } from "#/domain/record.ts"
import { TemplatesScreen } from "#/features/lesson/templates-screen.tsx"
import { paths } from "#/features/paths.ts"

const card = (name: string) => within(screen.getByRole("region", { name }))

test("Every checklist is an example until the school changes it, and can be given back", async () => {
  const services = await aTablet()
  const { user } = show(<TemplatesScreen />, services, paths.templates)
  const title = "Урок · 6–7 классы"
  await screen.findByRole("region", { name: title })
  expect(card(title).getByText("пример")).toBeVisible()
  expect(card(title).getByText("14 пунктов · 42 мин")).toBeVisible()
  expect(screen.getAllByRole("region", { name: /^Урок/ })).toHaveLength(4)

  await user.click(card(title).getByRole("button", { name: `Изменить пункты: ${title}` }))
  const minutes = card(title).getByLabelText("Минут: Видео о сферах труда")
  await user.clear(minutes)
  await user.type(minutes, "12")
  await user.tab()
  expect(await screen.findByText("14 пунктов · 44 мин")).toBeVisible()
  expect(card(title).getByText("свой")).toBeVisible()
  const id = recordIds.template("lesson", "6-7")
  const stored = JSON.stringify(valueOf(must(await readById(services.journal, id)), "items"))
  expect(stored).toContain('"minutes":12')

  await user.click(card(title).getByRole("button", { name: "Вернуть пример" }))
  await waitFor(() => expect(card(title).getByText("пример")).toBeVisible())
  expect(card(title).getByText("14 пунктов · 42 мин")).toBeVisible()
})

test("Looking at the checklists writes nothing", async () => {
  const services = await aTablet()
  show(<TemplatesScreen />, services, paths.templates)
  await screen.findByRole("region", { name: "Диагностика" })
  expect(await services.journal.database.outbox.count()).toBe(0)
})
