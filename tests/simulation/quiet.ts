import { must } from "#/base/assert.ts"
import { sameJson } from "#/base/json.ts"
import { readCells } from "#/server/cells-text.ts"
import { opId } from "#/sync/merge.ts"

import { Broken } from "./broken.ts"
import { partsOf, stateIn, type Made, type View } from "./model.ts"
import type { SchoolHere, World } from "./world.ts"

const hourMs = 3_600_000

/** Faults stop: what is under way arrives, everybody is up to date and syncs until nothing moves; then all is compared. */
export async function comeToRest(world: World): Promise<void> {
  await world.arrive()
  const views = world.views.filter((view) => view !== undefined)
  for (const { tablet } of views) tablet.isFormer = false
  const heads = new Map<View, string>()
  for (let round = 0; round < 6; round += 1) {
    const moved = world.model.changes
    for (const view of views) {
      // Quiet before, and its school has not changed since: it would ask the same and hear the same.
      if (heads.get(view) === headOf(world, view)) continue
      await syncCalmly(world, view)
      heads.set(view, headOf(world, view))
    }
    world.look()
    if (moved === world.model.changes) break
  }
  for (const view of views) checkDrained(world, view)
  for (const school of world.schools) checkSchool(world, school)
  checkEveryEdit(world, views)
}

/** How far the tablet's school has come: each change of it takes a number. */
function headOf(world: World, { tablet }: View): string {
  const { server, id } = world.school(tablet)
  const [head] = server.rows("SELECT seq, floor FROM school WHERE id = ?", id)
  return `${server.epoch()} ${String(head?.["seq"])} ${String(head?.["floor"])}`
}

async function syncCalmly(world: World, view: View): Promise<void> {
  world.nowMs += 60_000
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { tablet } = view
    if (tablet.cookie === "" && !world.isRevoked(tablet)) await world.signIn(view)
    if (tablet.cookie === "" || world.model.place(view)?.mode !== "joined") return
    const calm = { fates: [], most: 500, tab: 0, parked: () => undefined } as const
    const outcome = await world.sync(view, calm)
    world.look()
    if (outcome === "quiet") return
    if (outcome === "revoked") {
      if (world.isRevoked(tablet)) return
      // Access was given back, but this session had ended: the person signs in again.
      tablet.cookie = ""
    }
    if (outcome === "failed") world.nowMs += hourMs
  }
  throw new Broken(
    "I8",
    `tablet ${view.tablet.index} does not come to rest though nothing disturbs it`,
  )
}

/** Whether the tablet may be expected to hold what its school has. */
function isLinked(world: World, { tablet }: View): boolean {
  return tablet.cookie !== "" && !world.isRevoked(tablet)
}

function checkDrained(world: World, view: View): void {
  if (!isLinked(world, view)) return
  const open = world.model
    .outbox(view)
    .map((row) => ({ n: row.n, state: stateIn(row, world.model.device(view)) }))
    .find(({ state }) => state === "fresh" || state === "sent" || state === "receipted")
  if (open !== undefined) {
    throw new Broken("I8", `op ${open.n} of tablet ${view.tablet.index} stays ${open.state}`)
  }
  const building = world.model.feeds(view).find(({ state }) => state !== "live")
  if (building !== undefined) {
    throw new Broken("I8", `tablet ${view.tablet.index} never ends building ${building.feed}`)
  }
}

function checkSchool(world: World, school: SchoolHere): void {
  school.watch.checkReceipts()
  checkPlaces(school)
  for (const view of world.views) {
    if (view === undefined || view.tablet.school !== school.index) continue
    if (isLinked(world, view)) checkCopy(world, view, school)
  }
}

/** Activities with their registers and checklists stand in the feeds of their classes, and of whoever leads them. */
function checkPlaces({ server, id }: SchoolHere): void {
  const feeds = new Map<string, Set<string>>()
  for (const row of server.rows("SELECT rec, feed FROM feed WHERE school = ? AND gone = 0", id)) {
    const rec = String(row["rec"])
    feeds.set(rec, (feeds.get(rec) ?? new Set()).add(String(row["feed"])))
  }
  const rows = server.rows("SELECT id, kind, cells, author FROM record WHERE school = ?", id)
  const cells = new Map(rows.map((row) => [String(row["id"]), readCells(String(row["cells"]))]))
  for (const row of rows) {
    const [rec, kind] = [String(row["id"]), String(row["kind"])]
    if (kind === "sitting" || kind === "recommendation") {
      checkResultPlace({ rec, kind, own: cells.get(rec), cells, here: feeds.get(rec) })
    }
    if (kind !== "activity" && kind !== "register" && kind !== "checklist") continue
    const own = cells.get(rec)
    const activity = own?.["activity"]?.value
    const parent = typeof activity === "string" ? cells.get(activity) : undefined
    const about = kind === "activity" ? own : parent
    const classes = about?.["classes"]?.value
    const wanted = new Set(
      Array.isArray(classes) ? classes.map((one) => `class:${String(one)}`) : [],
    )
    if (wanted.size === 0) wanted.add(`person:${String(row["author"])}`)
    const leader = about?.["leader"]?.value
    if (typeof leader === "string") wanted.add(`person:${leader}`)
    const here = feeds.get(rec) ?? new Set()
    const stray = [...here].find((feed) => !wanted.has(feed))
    if (stray !== undefined) throw new Broken("I6", `${kind} ${rec} is still told in ${stray}`)
    const lacking = [...wanted].find((feed) => !here.has(feed))
    if (lacking !== undefined) throw new Broken("I1", `${kind} ${rec} is not told in ${lacking}`)
  }
}

type StoredCells = ReturnType<typeof readCells>

/** What a pupil answered is told to whoever holds the pupil's present class, and in no other feed. */
function checkResultPlace(result: {
  readonly rec: string
  readonly kind: string
  readonly own: StoredCells | undefined
  readonly cells: ReadonlyMap<string, StoredCells>
  readonly here: ReadonlySet<string> | undefined
}): void {
  const { rec, kind, own, cells, here = new Set() } = result
  const pupil = own?.["pupil"]?.value
  const schoolClass = typeof pupil === "string" ? cells.get(pupil)?.["class"]?.value : undefined
  const wanted = typeof schoolClass === "string" ? `results:${schoolClass}` : undefined
  const stray = [...here].find((feed) => feed !== wanted)
  if (stray !== undefined) throw new Broken("I6", `${kind} ${rec} is told in ${stray}`)
  if (wanted !== undefined && !here.has(wanted)) {
    throw new Broken("I1", `${kind} ${rec} is not told in ${wanted}`)
  }
}

interface Person {
  readonly role: unknown
  readonly classes: readonly string[]
}

function personOf(world: World, view: View, school: SchoolHere): Person {
  const { id } = world.person(view.tablet)
  const [row] = school.server.rows(
    "SELECT cells FROM record WHERE school = ? AND id = ?",
    school.id,
    id,
  )
  const cells = readCells(String(row?.["cells"]))
  const classes = cells["classes"]?.value
  return {
    role: cells["role"]?.value,
    classes: Array.isArray(classes) ? classes.map(String) : [],
  }
}

/** The tablet holds its feeds as the server has them: no record more or less, no cell otherwise. */
function checkCopy(world: World, view: View, school: SchoolHere): void {
  const who = `tablet ${view.tablet.index}`
  const person = personOf(world, view, school)
  const own = `person:${world.person(view.tablet).id}`
  const feeds = world.model.feeds(view).map(({ feed }) => feed)
  const classes = person.role === "leader" ? [] : person.classes
  const ofClasses = classes.flatMap((id) => [`class:${id}`, `results:${id}`])
  const allowed = new Set(["school", own, ...ofClasses])
  // A head is told everything, but for what pupils of others have answered.
  const mayHold = (feed: string): boolean =>
    allowed.has(feed) || (person.role === "head" && !feed.startsWith("results:"))
  const stray = feeds.find((feed) => !mayHold(feed))
  if (stray !== undefined) throw new Broken("I6", `${who} holds ${stray}`)
  if (person.role !== "head") {
    for (const feed of allowed) {
      if (!feeds.includes(feed)) throw new Broken("I1", `${who} lacks the feed ${feed}`)
    }
  }
  const expected = new Map<string, string>()
  for (const feed of feeds) {
    const rows = school.server.rows(
      "SELECT record.id, record.cells FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec WHERE feed.school = ? AND feed.feed = ? AND feed.gone = 0",
      school.id,
      feed,
    )
    for (const { id, cells } of rows) expected.set(String(id), String(cells))
  }
  const held = new Map(world.model.records(view).map((row) => [row.id, row]))
  for (const [id, cells] of expected) {
    const row = held.get(id)
    if (row === undefined) throw new Broken("I1", `${who} lacks ${id}`)
    const { base } = partsOf(row)
    const told = readCells(cells)
    for (const name of new Set([...Object.keys(base), ...Object.keys(told)])) {
      const [here, there] = [base[name], told[name]]
      const same =
        here !== undefined &&
        there !== undefined &&
        here.op === there.op &&
        here.by === there.by &&
        here.at === there.at &&
        sameJson(here.value, there.value) &&
        sameJson(here.rival?.value, there.rival?.value) &&
        here.rival?.op === there.rival?.op
      if (!same) {
        throw new Broken(
          "I1",
          `${who} has ${JSON.stringify(here)} in ${name} of ${row.kind} ${id}, the server ${JSON.stringify(there)}`,
        )
      }
    }
  }
  for (const [id, row] of held) {
    if (expected.has(id)) continue
    if (row.feeds.length > 0)
      throw new Broken("I1", `${who} holds ${row.kind} ${id}, the server does not`)
  }
  checkOverlay(world, view)
}

/** After quiet only what was refused still covers what the server says. */
function checkOverlay(world: World, view: View): void {
  for (const row of world.model.records(view)) {
    for (const [name, cell] of Object.entries(partsOf(row).own)) {
      const state = world.model.stateOf(view, cell.n)
      if (state === "aside") continue
      throw new Broken(
        "I1",
        `tablet ${view.tablet.index} shows its own ${name} of ${row.id} for ever`,
      )
    }
  }
}

/** Each edit is on the server, refused with a reason, or still waits where its person has no access. */
function checkEveryEdit(world: World, views: readonly View[]): void {
  const waiting = new Set<Made>()
  const aside = new Set<Made>()
  for (const view of views) {
    for (const row of world.model.outbox(view)) {
      const isReachable = isLinked(world, view)
      const state = stateIn(row, world.model.device(view))
      for (const made of world.model.madeBy(view, row).values()) {
        // That a number was used twice is nobody's mistake: there a person has nothing to mend.
        const isMistake = row.refusal?.reason !== "changed-body"
        if ((state === "aside" && isMistake) || state === "mended") aside.add(made)
        else if (!isReachable || world.model.place(view)?.mode !== "joined") waiting.add(made)
        // Whoever has no access is told of a restore all the same: what it lost must not pass for settled.
        if (state === "kept" && view.tablet.cookie !== "")
          checkKept(world, view, { n: row.n, made })
      }
    }
  }
  for (const made of world.model.made) {
    const { watch, server } = must(world.schools[made.school])
    const isSafe = watch.has(made) || waiting.has(made) || aside.has(made)
    if (isSafe || world.model.absorbed.has(made) || world.model.putDown.has(made)) continue
    const { wiped } = made
    const isWiped = wiped !== null && (!wiped.wasOnServer || server.restores > wiped.restores)
    if (isWiped || world.model.hadOldRestore) continue
    throw new Broken(
      "I2",
      `${JSON.stringify(made.value)} in ${made.cell} of ${made.rec}, saved on tablet ${made.tablet}, is nowhere`,
    )
  }
}

function checkKept(
  world: World,
  view: View,
  { n, made }: { readonly n: number; readonly made: Made },
): void {
  const { watch } = world.school(view.tablet)
  if (watch.has(made) || world.model.hadOldRestore) return
  const device = world.model.device(view)?.id ?? ""
  throw new Broken("I2", `${opId(device, n)} is settled on its tablet and unknown to the server`)
}
