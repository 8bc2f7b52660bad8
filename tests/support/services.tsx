import { render, type RenderResult } from "@testing-library/react"
import userEvent, { type UserEvent } from "@testing-library/user-event"
import type { ReactNode } from "react"
import { MemoryRouter, Route, Routes, useLocation } from "react-router"

import { assert, must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { uuidV7 } from "#/base/uuid.ts"
import { openDatabase } from "#/data/database.ts"
import { changePlace, openJournal, placeOf, type Seeds } from "#/data/journal.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { write } from "#/data/write.ts"
import type { ActivityKind } from "#/domain/activity-kind.ts"
import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { localDay } from "#/platform/calendar.ts"
import { ServicesProvider, type Services } from "#/platform/services.tsx"
import { SyncLoop } from "#/platform/sync-loop.ts"
import { syncRounds } from "#/sync/engine.ts"
import type { Transport } from "#/sync/ports.ts"
import type { Language } from "#/text/pair.ts"
import { ToastProvider } from "#/ui/toast.tsx"
import { LanguageProvider } from "#/ui/words.tsx"

/** Thursday 18 November 2021, 14:05 on the wall of the school: the day of the practice class. */
export const aThursday: Day = "2021-11-18"

export interface TabletOptions {
  readonly mode?: PlaceRow["mode"]
  readonly person?: PlaceRow["person"]
  readonly school?: string
  readonly schoolName?: string
  readonly today?: Day
  /** Instead of 14:05 of `today`. */
  readonly nowMs?: number
  readonly transport?: Transport
  /** Where a test asks for the teachers of this tablet by the names of their databases. */
  readonly database?: string
}

/** A transport without a network. */
export const offlineTransport: Transport = {
  post: async () => ({ kind: "offline" }),
}

let tablets = 0

/** Real services over a database of their own in memory. The clock stands still, ids are counted, timers never fire. */
export async function aTablet(options: TabletOptions = {}): Promise<Services> {
  const { mode = "local", person = null, school, schoolName, today = aThursday } = options
  const { nowMs = noonish(today), transport = offlineTransport } = options
  tablets += 1
  const { database = `tablet-${tablets}` } = options
  const opening = await openDatabase(database, { onTrouble: () => undefined })
  assert(opening.kind === "open", "a database in memory opens")
  let given = 0
  const random = (length: number): Uint8Array => {
    given += 1
    const bytes = new Uint8Array(length)
    new DataView(bytes.buffer).setUint32(length - 4, given)
    return bytes
  }
  const seeds = (): Seeds => ({ nowMs, random })
  const newId = (): string => uuidV7(nowMs, random(10))
  const journal = await openJournal(opening.database, mode, seeds())
  if (person !== null) await changePlace(opening.database, { person })
  if (school !== undefined) await changePlace(opening.database, { school })
  if (schoolName !== undefined) await changePlace(opening.database, { schoolName })
  const place = await placeOf(opening.database)
  const sync = new SyncLoop(mode, {
    rounds: (onProgress) =>
      syncRounds({
        store: syncStoreOf(journal, seeds),
        transport,
        nowMs: () => nowMs,
        marker: newId,
        onProgress,
      }),
    nowMs: () => nowMs,
    random: () => 0.5,
    alone: async (job) => {
      await job()
      return true
    },
    after: () => () => undefined,
  })
  return {
    journal,
    place,
    sync,
    nowMs: () => nowMs,
    today: () => localDay(new Date(nowMs)),
    newId,
    write: async (edits) => {
      const written = await write(journal, edits, nowMs)
      // No timer ever fires here, so the pause after which a save is sent would never end.
      if (written.kind === "saved" && written.changed > 0) sync.nudge()
      return written
    },
    enter: () => undefined,
  }
}

/** 14:05 of a day in the time zone of the machine, whichever it is. */
function noonish(day: Day): number {
  return new Date(`${day}T14:05:00`).getTime()
}

export interface Shown extends RenderResult {
  readonly user: UserEvent
  /** The address on which the screen stands now, with its query. */
  readonly address: () => string
}

export interface At {
  /** The address itself: `/classes/0190…`. */
  readonly path: string
  /** The route whose parameters the screen reads: `paths.schoolClass(":classId")`. */
  readonly route?: string
  readonly language?: Language
}

/** Shows a screen as the app does. An address the screen leads away to shows nothing but itself. */
export function show(screen: ReactNode, services: Services, at: string | At): Shown {
  const { path, route = "*", language = "ru" } = typeof at === "string" ? { path: at } : at
  const spot = { address: path }
  const shown = render(
    <LanguageProvider language={language}>
      <MemoryRouter initialEntries={[path]}>
        <ToastProvider>
          <ServicesProvider value={services}>
            <Whereabouts
              tell={(address) => {
                spot.address = address
              }}
            />
            <Routes>
              <Route path={route} element={screen} />
              {route !== "*" && <Route path="*" element={null} />}
            </Routes>
          </ServicesProvider>
        </ToastProvider>
      </MemoryRouter>
    </LanguageProvider>,
  )
  return { ...shown, user: userEvent.setup(), address: () => spot.address }
}

function Whereabouts({ tell }: { readonly tell: (address: string) => void }) {
  const { pathname, search } = useLocation()
  tell(pathname + search)
  return null
}

/** Saves edits and fails when they were not saved. */
export async function save(services: Services, edits: readonly Edit[]): Promise<void> {
  const written = await services.write(edits)
  assert(written.kind === "saved", `saved, not ${JSON.stringify(written)}`)
}

export interface ClassGiven {
  readonly grade?: number
  readonly letter?: string
  readonly year?: number
  readonly teacher?: string
  readonly archived?: boolean
}

/** Makes a class, 7Б unless told otherwise, and gives its id. */
export async function aClass(services: Services, given: ClassGiven = {}): Promise<string> {
  const { grade = 7, letter = "Б", year = schoolYear(services.today()), ...rest } = given
  const id = recordIds.schoolClass({ year, grade, letter })
  await save(services, [{ id, kind: "class", cells: { grade, letter, year, ...rest } }])
  return id
}

export interface PupilGiven {
  /** «Фамилия Имя Отчество». */
  readonly name: string
  readonly born?: Day
  readonly status?: "active" | "archived"
  readonly since?: Day
}

/** Makes a pupil of a class and gives the id. */
export async function aPupil(
  services: Services,
  classId: string,
  given: PupilGiven | string,
): Promise<string> {
  const { name, ...rest } = typeof given === "string" ? { name: given } : given
  const [last = "", first = "", middle = ""] = name.split(" ")
  const id = services.newId()
  const cells = { class: classId, last, first, middle, status: "active", ...rest }
  await save(services, [{ id, kind: "pupil", cells }])
  return id
}

export interface LessonGiven {
  readonly classes: readonly string[]
  readonly kind?: ActivityKind
  readonly day?: Day
  readonly season?: string
  /** Any further cells of the activity: `start`, `end`, `title`, `status`, `place` … */
  readonly cells?: Readonly<Record<string, Json>>
  /** Marks by pupil id. When there are any, the register's list is `list`, else those marked. */
  readonly marks?: Readonly<Record<string, string>>
  readonly list?: readonly string[]
}

/** Makes an activity (a lesson today unless told otherwise), with its register when marks are given. */
export async function aLesson(services: Services, given: LessonGiven): Promise<string> {
  const { classes, kind = "lesson", day = services.today(), season = "2021", marks, cells } = given
  const author = services.place.person?.id ?? "local"
  const id = recordIds.activity({ kind, day, classes, author })
  const frame = { kind, day, season, step: kind, classes: [...classes], status: "planned" }
  const edits: Edit[] = [{ id, kind: "activity", cells: { ...frame, ...cells } }]
  if (marks !== undefined) {
    const marked = Object.entries(marks).map(([pupil, mark]) => [`m:${pupil}`, mark])
    const list = [...(given.list ?? Object.keys(marks))]
    const own = { activity: id, list, ...Object.fromEntries(marked) }
    edits.push({ id: recordIds.register(id), kind: "register", cells: own })
  }
  await save(services, edits)
  return id
}

/**
 * Makes the server's copy of a cell hold a rival, as a pull does when two tablets wrote without knowing of each
 * other: `mine` won, `theirs` stands beside it.
 */
export async function aClash(
  services: Services,
  recordId: string,
  given: { readonly cell: string; readonly mine: Told; readonly theirs: Told },
): Promise<void> {
  const { database } = services.journal
  const row = must(await database.records.get(recordId), "a record to put the clash into")
  assert(row.ct === undefined, "only records without personal cells lie open in the database")
  const { [given.cell]: _own, ...own } = row.open.own
  const told = { ...given.mine, op: "other.1", seq: 1, rival: { ...given.theirs, op: "third.1" } }
  const base = { ...row.open.base, [given.cell]: told }
  await database.records.put({
    ...row,
    v: row.v + 1,
    keys: [...row.keys, "clash"],
    open: { base, own },
  })
}

export interface Told {
  readonly value: Json
  readonly by: string
  readonly at: number
}
