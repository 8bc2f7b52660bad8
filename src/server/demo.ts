import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { addDays, weekday, type Day } from "#/domain/day.ts"
import { attendanceMarks, diagnosticMarks } from "#/domain/mark.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { RecordKind } from "#/domain/record.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { seasonPresets } from "#/domain/season-presets.ts"

import { beginChanges, type Changes } from "./changes.ts"
import { demoPupils } from "./demo-people.ts"
import { addPerson, createSchool, newId } from "./school.ts"
import type { Scope } from "./scope.ts"
import { changeAsServer } from "./server-change.ts"
import type { Services } from "./services.ts"
import type { Transaction } from "./store.ts"

const demoClasses = [
  { grade: 7, letter: "А", pupils: 24, holds: true },
  { grade: 7, letter: "Б", pupils: 26, holds: true },
  { grade: 8, letter: "В", pupils: 22, holds: true },
  { grade: 9, letter: "А", pupils: 25, holds: true },
  { grade: 10, letter: "А", pupils: 18, holds: false },
] as const

/**
 * An invented school in an empty database: a head, a navigator with four classes, the leader of one lesson,
 * held and planned activities around today. Does nothing when there is a school already.
 */
export async function fillDemo(services: Services): Promise<void> {
  await services.store.transaction(async (tx) => {
    if ((await tx.door.schools()).length > 0) return
    const scope = await createSchool(tx, services, {
      schoolName: "Школа № 12 (пример)",
      city: "Приреченск",
      name: "Орлова Светлана Игоревна",
    })
    await fillSchool(tx, services, scope)
  })
}

async function fillSchool(tx: Transaction, services: Services, scope: Scope): Promise<void> {
  const now = services.nowMs()
  const today = new Date(now).toISOString().slice(0, 10)
  const changes = await beginChanges(tx.school(scope), { epoch: await tx.door.epoch(), now })
  const year = schoolYear(today)
  const classes = demoClasses.map((named) => ({
    ...named,
    id: recordIds.schoolClass({ ...named, year }),
  }))
  const navigator = newId(services)
  const leader = newId(services)
  const held = classes.filter(({ holds }) => holds).map(({ id }) => id)
  const named = { by: scope.person }
  await addPerson(changes, {
    ...named,
    id: navigator,
    name: "Белова Марина Сергеевна",
    role: "navigator",
    classes: held,
  })
  await addPerson(changes, {
    ...named,
    id: leader,
    name: "Зимин Олег Петрович",
    role: "leader",
    classes: [],
  })
  const season = seasonPresets.find(({ start, end }) => start <= today && today <= end)
  const code = (season ?? seasonPresets[1]).code
  await put(
    changes,
    { id: recordIds.school(), kind: "school", cells: { season: code } },
    scope.person,
  )
  const demo = { changes, services, today, season: code, navigator, leader }
  for (const [place, schoolClass] of classes.entries()) {
    await fillClass(demo, { ...schoolClass, place, year })
  }
  await changes.finish()
}

interface Demo {
  readonly changes: Changes
  readonly services: Services
  readonly today: Day
  readonly season: string
  readonly navigator: string
  readonly leader: string
}

interface DemoClass {
  readonly id: string
  readonly year: number
  readonly grade: number
  readonly letter: string
  readonly pupils: number
  readonly place: number
}

async function fillClass(demo: Demo, schoolClass: DemoClass): Promise<void> {
  const { changes, services, navigator, today } = demo
  const { id, year, grade, letter, place } = schoolClass
  await put(changes, { id, kind: "class", cells: { year, grade, letter } }, navigator)
  const pupils: string[] = []
  for (const named of demoPupils(place, schoolClass.pupils)) {
    const pupil = newId(services)
    pupils.push(pupil)
    const cells = { class: id, ...named, status: "active", since: `${year}-09-01` }
    await put(changes, { id: pupil, kind: "pupil", cells }, navigator)
  }
  const lesson = { kind: "lesson", step: "lesson", pupils, start: "10:15", end: "11:00" } as const
  const test = {
    kind: "diagnostic",
    step: "diagnostic",
    pupils,
    start: "12:10",
    end: "12:55",
  } as const
  await fillActivity(demo, schoolClass, {
    ...lesson,
    day: schoolDay(today, -14 - place),
    status: "held",
  })
  await fillActivity(demo, schoolClass, {
    ...test,
    day: schoolDay(today, -7 - place),
    status: "held",
  })
  await fillActivity(demo, schoolClass, {
    ...lesson,
    day: schoolDay(today, place),
    status: "planned",
  })
  await fillActivity(demo, schoolClass, {
    ...test,
    day: schoolDay(today, 6 + place),
    status: "planned",
  })
}

interface DemoActivity {
  readonly kind: "lesson" | "diagnostic"
  readonly step: string
  readonly day: Day
  readonly start: string
  readonly end: string
  readonly status: "held" | "planned"
  readonly pupils: readonly string[]
}

async function fillActivity(
  demo: Demo,
  schoolClass: DemoClass,
  { pupils, kind, day, ...about }: DemoActivity,
): Promise<void> {
  const { changes, navigator, season } = demo
  const classes = [schoolClass.id]
  const id = recordIds.activity({ kind, day, classes, author: navigator })
  // One class is led by the lesson leader, who sees that class and no other.
  const leader = schoolClass.place === 1 && kind === "lesson" ? demo.leader : navigator
  const place = `Кабинет ${201 + schoolClass.place}`
  const cells = { season, kind, classes, day, ...about, place, mode: "school", leader }
  await put(changes, { id, kind: "activity", cells }, navigator)
  if (about.status !== "held") return
  const marks = kind === "lesson" ? attendanceMarks : diagnosticMarks
  const written = pupils.map((pupil, index) => {
    // Most were there; every ninth has another mark, and a diagnostic leaves a few to repeat.
    const mark = index % 9 === 4 ? marks[1 + ((index + schoolClass.place) % 3)] : marks[0]
    return [`m:${pupil}`, must(mark)] as const
  })
  const register = { activity: id, list: [...pupils], ...Object.fromEntries(written) }
  await put(changes, { id: recordIds.register(id), kind: "register", cells: register }, leader)
}

/** So many days from today, moved past a Sunday. */
function schoolDay(today: Day, days: number): Day {
  const day = addDays(today, days)
  return weekday(day) === 7 ? addDays(day, days < 0 ? -1 : 1) : day
}

interface Put {
  readonly id: string
  readonly kind: RecordKind
  readonly cells: Readonly<Record<string, Json>>
}

async function put(changes: Changes, record: Put, by: string): Promise<void> {
  await changeAsServer(changes, { ...record, by })
}
