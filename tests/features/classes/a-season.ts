import { aClass, aLesson, aPupil } from "#tests/support/services.tsx"

import { must } from "#/base/assert.ts"
import type { Services } from "#/platform/services.tsx"

export const ivanova = "0190a000-0000-7000-8000-000000000001"
export const smirnova = "0190a000-0000-7000-8000-000000000002"

export interface ASeason {
  readonly classId: string
  readonly abramova: string
  readonly belov: string
  readonly orlova: string
  readonly lesson: string
  readonly diagnostic: string
}

/** 7Б on 18 November 2021: three pupils, a lesson held today, a diagnostic begun two days ago, an exhibition ahead. */
export async function aSeason(services: Services): Promise<ASeason> {
  const classId = await aClass(services, { teacher: "Смирнова О. В." })
  const [belov, abramova, orlova] = await Promise.all(
    ["Белов Артём Ильич", "Абрамова Вероника Сергеевна", "Орлова Дарья Ивановна"].map((name) =>
      aPupil(services, classId, name),
    ),
  )
  const [one, two, three] = [must(abramova), must(belov), must(orlova)]
  const classes = [classId]
  const list = [one, two, three]
  const lesson = await aLesson(services, {
    classes,
    list,
    cells: { start: "09:10", status: "held" },
    marks: { [one]: "present", [two]: "absent", [three]: "present" },
  })
  const diagnostic = await aLesson(services, {
    classes,
    list,
    kind: "diagnostic",
    day: "2021-11-16",
    cells: { status: "held" },
    marks: { [one]: "unfinished", [two]: "refused", [three]: "finished" },
  })
  await aLesson(services, {
    classes,
    kind: "exhibition",
    day: "2021-11-25",
    cells: { start: "10:00", place: "Музей науки" },
  })
  return { classId, abramova: one, belov: two, orlova: three, lesson, diagnostic }
}
