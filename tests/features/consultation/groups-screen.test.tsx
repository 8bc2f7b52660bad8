import { aConsent, answersOf, aSitting } from "#tests/support/results.ts"
import {
  aClass,
  aLesson,
  aPupil,
  aTablet,
  show,
  type TabletOptions,
} from "#tests/support/services.tsx"
import { screen, waitFor, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { readByKey } from "#/data/read.ts"
import { activityOf } from "#/domain/activity.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { GroupsScreen } from "#/features/consultation/groups-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"

const surnames =
  "Абрамов Белов Власов Гусев Дымов Ежов Жуков Зимин Исаев Крылов Лебедев Морозов Носов Орлов"

/** 8А with fourteen pupils: seven natural, six technical, and one without a result. */
async function aTestedClass(options: TabletOptions = {}) {
  const tablet = await aTablet(options)
  const classId = await aClass(tablet, { grade: 8, letter: "А" })
  const activity = await aLesson(tablet, {
    classes: [classId],
    kind: "diagnostic",
    day: "2021-11-16",
  })
  for (const [index, surname] of surnames.split(" ").entries()) {
    const pupil = await aPupil(tablet, classId, `${surname} Иван`)
    await aConsent(tablet, pupil)
    if (index === 13) continue
    const answers = await answersOf("klimov-pairs", ...(index % 2 === 0 ? ["n", "h"] : ["t", "z"]))
    await aSitting(tablet, { activity, pupil, answers })
  }
  const open = () =>
    show(<GroupsScreen />, tablet, {
      path: paths.groups(classId),
      route: paths.groups(":classId"),
    })
  return { tablet, classId, open }
}

async function consultations(tablet: Services, classId: string) {
  const records = await readByKey(tablet.journal, recordKey.activitiesOf(classId))
  return records
    .flatMap((record) => activityOf(record) ?? [])
    .filter(({ kind, gone }) => kind === "consultation" && !gone)
    .sort((one, other) => one.start.localeCompare(other.start))
}

const group = async (name: RegExp) => within(await screen.findByRole("region", { name }))

describe("groups for consultations", () => {
  test("stand together by what leads, and who has no result fills up the smaller one", async () => {
    const { open } = await aTestedClass()
    open()

    const first = await group(/^Группа 1 · Природа/)
    expect(first.getByText("7 учеников")).toBeVisible()
    expect(first.getByRole("button", { name: "Абрамов Иван Природа" })).toBeVisible()
    const second = await group(/^Группа 2 · Техника/)
    expect(second.getByRole("button", { name: "Орлов Иван результата нет" })).toBeVisible()
  })

  test("open without writing anything", async () => {
    const { open, tablet, classId } = await aTestedClass()
    open()
    await group(/^Группа 1/)
    expect(await consultations(tablet, classId)).toEqual([])
  })

  test("let a pupil be moved by two taps, and take that back", async () => {
    const { open } = await aTestedClass()
    const { user } = open()
    await user.click((await group(/^Группа 1/)).getByRole("button", { name: /^Абрамов/ }))
    const moves = screen.getByRole("group", { name: "Абрамов Иван: куда перенести" })
    await user.click(within(moves).getByRole("button", { name: "В группу 2" }))

    expect((await group(/^Группа 2/)).getByRole("button", { name: /^Абрамов/ })).toBeVisible()
    expect(screen.getByText("Абрамов Иван — в группе 2")).toBeVisible()

    await user.click(screen.getByRole("button", { name: "Отменить" }))
    expect((await group(/^Группа 1/)).getByRole("button", { name: /^Абрамов/ })).toBeVisible()
  })

  test("make a new group by hand and say that it is smaller than usual", async () => {
    const { open } = await aTestedClass()
    const { user } = open()
    await user.click((await group(/^Группа 1/)).getByRole("button", { name: /^Абрамов/ }))
    await user.click(screen.getByRole("button", { name: "В новую группу" }))

    expect((await group(/^Группа 3/)).getByText("1 ученик, обычно 6–12")).toBeVisible()
  })

  test("are planned all at once, one after another, and taken back by one undo", async () => {
    const { open, tablet, classId } = await aTestedClass()
    const { user, address } = open()
    await user.type(await screen.findByLabelText("День"), "25.11.2021")
    await user.type(screen.getByLabelText("Начало первой группы"), "09:10")
    await user.click(screen.getByRole("button", { name: "Запланировать: 2 консультации" }))

    await waitFor(() => expect(address()).toBe(paths.schoolClass(classId)))
    const planned = await consultations(tablet, classId)
    expect(planned.map(({ day, start, end, group: ids }) => [day, start, end, ids.length])).toEqual(
      [
        ["2021-11-25", "09:10", "09:55", 7],
        ["2021-11-25", "10:05", "10:50", 7],
      ],
    )
    expect(new Set(planned.flatMap(({ group: ids }) => ids)).size).toBe(14)

    await user.click(await screen.findByRole("button", { name: "Отменить" }))
    await waitFor(async () => expect(await consultations(tablet, classId)).toEqual([]))
  })

  test("ask for a day, and take no day that does not exist", async () => {
    const { open, tablet, classId } = await aTestedClass()
    const { user } = open()
    await user.click(await screen.findByRole("button", { name: /^Запланировать/ }))
    expect(screen.getAllByText("Выберите день.")[0]).toBeVisible()

    await user.type(screen.getByLabelText("День"), "31.11.2021")
    await user.tab()
    expect(await screen.findByText(/В ноябре 30 дней/)).toBeVisible()
    expect(await consultations(tablet, classId)).toEqual([])
  })

  test("say that there is a consultation with these pupils already", async () => {
    const { open, tablet, classId } = await aTestedClass()
    await aLesson(tablet, { classes: [classId], kind: "consultation", day: "2021-11-25" })
    const { user } = open()
    await user.type(await screen.findByLabelText("День"), "25.11.2021")
    await user.click(screen.getByRole("button", { name: /^Запланировать/ }))

    expect(await screen.findByText(/Для группы 1 на этот день консультация уже есть/)).toBeVisible()
    expect(await consultations(tablet, classId)).toHaveLength(1)
  })

  test("go on where they were left, after a reload too", async () => {
    const { open } = await aTestedClass()
    const first = open()
    await first.user.click((await group(/^Группа 1/)).getByRole("button", { name: /^Абрамов/ }))
    await first.user.click(screen.getByRole("button", { name: "В группу 2" }))
    first.unmount()
    open()

    expect((await group(/^Группа 2/)).getByRole("button", { name: /^Абрамов/ })).toBeVisible()
  })

  test("follow the list where there are no results", async () => {
    const tablet = await aTablet()
    const classId = await aClass(tablet)
    for (const surname of surnames.split(" ")) await aPupil(tablet, classId, `${surname} Иван`)
    show(<GroupsScreen />, tablet, { path: paths.groups(classId), route: paths.groups(":classId") })

    expect(await screen.findByText(/Результатов пока нет/)).toBeVisible()
    expect(screen.queryByRole("button", { name: "Собрать по сферам" })).toBeNull()
    expect((await group(/^Группа 2$/)).getByText("7 учеников")).toBeVisible()
  })

  test("tell whoever does not hold the class no results and form nothing", async () => {
    const person = {
      id: "0190f000-0000-7000-8000-000000000001",
      name: "Ким",
      role: "leader",
    } as const
    const { open } = await aTestedClass({ mode: "joined", person })
    open()
    expect(await screen.findByText(/Группы собирает педагог/)).toBeVisible()
    expect(screen.queryByText(/Природа/)).toBeNull()
  })

  test("may be of a whole band", async () => {
    const { open, tablet } = await aTestedClass()
    const other = await aClass(tablet, { grade: 9, letter: "Б" })
    await aPupil(tablet, other, "Яшин Пётр")
    const { user } = open()
    await user.selectOptions(await screen.findByLabelText("Из кого"), "Вся параллель: 8А, 9Б")

    expect(
      await screen.findByRole("button", { name: "Яшин Пётр 9Б · результата нет" }),
    ).toBeVisible()
  })
})
