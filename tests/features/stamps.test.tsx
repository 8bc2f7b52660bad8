import { answerApi } from "#tests/support/api.ts"
import { aClass, aLesson, aPupil, aTablet, save, show } from "#tests/support/services.tsx"
import { aDevice, aDeviceList, headId, irinaId, silentTablet } from "#tests/support/tablets.ts"
import { screen, waitFor } from "@testing-library/react"
import { beforeEach, describe, expect, test, vi } from "vitest"

import { keepDevices } from "#/data/known-devices.ts"
import { ClassScreen } from "#/features/classes/class-screen.tsx"
import { HeadScreen } from "#/features/head/head-screen.tsx"
import { ReportSheetScreen } from "#/features/head/report-sheet-screen.tsx"
import { ActivityScreen } from "#/features/lesson/activity-screen.tsx"
import { paths } from "#/features/paths.ts"
import { SeasonScreen } from "#/features/season/season-screen.tsx"
import type { Services } from "#/platform/services.tsx"

/**
 * A number in a report says how complete it is: every screen and sheet that reports on a class or the school stands
 * here. One that shows numbers without the stamp fails.
 */

const head = { id: headId, name: "Кузнецова Марина Павловна", role: "head" } as const
const irina = { id: irinaId, name: "Иванова Ирина Петровна", role: "navigator" } as const

interface Given {
  readonly services: Services
  readonly schoolClass: string
  readonly lesson: string
}

async function aSchool(person: typeof head | typeof irina): Promise<Given> {
  const services = await aTablet({ mode: "joined", person })
  const schoolClass = await aClass(services)
  const pupil = await aPupil(services, schoolClass, "Абрамова Вероника")
  const cells = { name: irina.name, role: "navigator", classes: [schoolClass] }
  await save(services, [{ id: irinaId, kind: "person", cells }])
  const marks = { [pupil]: "present" }
  const classes = [schoolClass]
  const lesson = await aLesson(services, { classes, marks, cells: { status: "held" } })
  await keepDevices(services.journal, aDeviceList([aDevice("a"), silentTablet]))
  return { services, schoolClass, lesson }
}

beforeEach(() => {
  answerApi({ "GET /api/devices": () => "no network" })
})

type Report = readonly [name: string, show: (given: Given) => void]

const reports: readonly Report[] = [
  ["the head's first screen", ({ services }) => show(<HeadScreen />, services, paths.report)],
  [
    "the report of a month",
    ({ services }) => {
      const at = { path: paths.reportSheet("2021-11"), route: paths.reportSheet(":month") }
      show(<ReportSheetScreen />, services, at)
    },
  ],
  ["the season", ({ services }) => show(<SeasonScreen />, services, paths.season)],
  [
    "a class",
    ({ services, schoolClass }) => {
      const at = { path: paths.schoolClass(schoolClass), route: paths.schoolClass(":classId") }
      show(<ClassScreen />, services, at)
    },
  ],
  [
    "the sheet of a lesson",
    ({ services, lesson }) => {
      vi.stubGlobal("print", () => undefined)
      const at = { path: paths.activity(lesson), route: paths.activity(":activityId") }
      show(<ActivityScreen />, services, at)
    },
  ],
]

describe("the stamp of completeness stands", () => {
  test.each(reports)("on %s for the head", async (name, open) => {
    open(await aSchool(head))
    await printed(name)
    expect(await screen.findByText(/данные 1 из 2 планшетов/)).toBeInTheDocument()
    expect(screen.getByText(/последний — 18\.11 14:00/)).toBeInTheDocument()
  })

  test("on a navigator's season, by the navigator's own tablets", async () => {
    const { services } = await aSchool(irina)
    const list = aDeviceList([aDevice("a")], {})
    await keepDevices(services.journal, { ...list, whose: "own" })
    show(<SeasonScreen />, services, paths.season)
    expect(await screen.findByText(/данные вашего планшета/)).toBeVisible()
  })

  test("where there is no server, as the numbers of this tablet", async () => {
    const services = await aTablet()
    await aClass(services)
    show(<SeasonScreen />, services, paths.season)
    expect(await screen.findByText("данные этого планшета")).toBeVisible()
  })
})

/** The sheet is there only while paper is made. */
async function printed(name: string): Promise<void> {
  if (name !== "the sheet of a lesson") return
  await screen.findByRole("heading", { level: 1 })
  await waitFor(() => {
    window.dispatchEvent(new Event("beforeprint"))
    expect(document.querySelector(".print-sheet")).not.toBeNull()
  })
}
