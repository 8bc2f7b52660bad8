import { dropAside, putAside, readAside, type GateClosed } from "#/data/aside-sittings.ts"
import { faultOfDisk } from "#/data/fault-of-disk.ts"
import { handoverIn, HandoverDatabase } from "#/data/handover-database.ts"
import type { HandoverRow, PupilRow } from "#/data/handover-rows.ts"
import { makeHandover, type HandoverOrder } from "#/data/make-handover.ts"
import { forgetTaken, openSealed, type OpenedSitting } from "#/data/open-sealed.ts"
import { placeFacts } from "#/data/place-facts.ts"
import { readByIds } from "#/data/read.ts"
import { readSittingGates } from "#/data/sitting-gates.ts"
import { sittingMarks } from "#/data/sitting-marks.ts"
import type { Day } from "#/domain/day.ts"
import { numberOf, textOf, type Edit } from "#/domain/record.ts"
import { normOn, type TabletRule } from "#/domain/tablet-norms.ts"

import { localDay } from "./calendar.ts"
import { countSealed, inHandover, isSealed } from "./handover-look.ts"
import { lockEverybody } from "./lock.ts"
import { isOpen } from "./places-here.ts"
import type { Services } from "./services.tsx"

export type { HandoverOrder, HandoverPupil } from "#/data/make-handover.ts"

export type HandedOver =
  /** The document is being left for the pupils' one. */
  | { readonly kind: "handed" }
  /** This place opens by itself: a PIN first, or nothing would keep pupils out of the journal. */
  | { readonly kind: "no-pin" }
  | { readonly kind: "full" }
  /** Another teacher's hand-over is still open here. */
  | { readonly kind: "other-teacher" }

/** The address of the document that pupils hold; `paths.pupilMode` says the same to the screens. */
const pupilsAddress = "/pupil"

/**
 * Hands the tablet over to pupils, or gives it back to them: the journal is left for a document without its key, in all
 * tabs, and nothing of this tablet opens by itself until a teacher unlocks.
 * @param leave leaves the document; passed in for tests
 */
export async function handOver(
  services: Services,
  order: HandoverOrder,
  leave: () => void = leaveForPupils,
): Promise<HandedOver> {
  const { journal, place } = services
  const { slots } = await placeFacts(journal.database)
  if (place.mode === "demo" || isOpen(slots)) return { kind: "no-pin" }
  try {
    for (;;) {
      const made = await makeIn(services, order)
      if (made === "made") break
      if (made === "other-teacher") return { kind: "other-teacher" }
      const taken = await endHandover(services)
      if (taken.waiting > 0) return { kind: "full" }
    }
  } catch (error) {
    const { kind } = faultOfDisk(error)
    // A closed connection shows a line of its own; nothing was handed over.
    return kind === "full" ? { kind } : { kind: "full" }
  }
  lockEverybody()
  document.documentElement.hidden = true
  await journal.queue.run(async () => undefined)
  leave()
  return { kind: "handed" }
}

function leaveForPupils(): void {
  location.replace(pupilsAddress)
}

async function makeIn(
  services: Services,
  order: HandoverOrder,
): Promise<"made" | "other-teacher" | "another-here"> {
  const { journal, nowMs } = services
  const database = new HandoverDatabase()
  try {
    await database.open()
    const seeds = {
      nowMs: nowMs(),
      random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    }
    const rules = await readRules(services, order)
    return (await makeHandover(database, journal, { order, seeds, rules })).kind
  } finally {
    database.close({ disableAutoOpen: true })
  }
}

/** How long each may look at a tablet today, by the grade of the class. */
async function readRules(
  { journal, today }: Services,
  { pupils }: HandoverOrder,
): Promise<ReadonlyMap<string, TabletRule>> {
  const found = await readByIds(
    journal,
    pupils.map(({ id }) => id),
  )
  const classIds = [...new Set(found.map((pupil) => textOf(pupil, "class")))]
  const classes = new Map((await readByIds(journal, classIds)).map((one) => [one.id, one]))
  return new Map(
    found.flatMap((pupil) => {
      const schoolClass = classes.get(textOf(pupil, "class"))
      const grade = schoolClass === undefined ? undefined : numberOf(schoolClass, "grade")
      const norm = grade === undefined ? undefined : normOn(today(), grade)
      return norm === undefined ? [] : [[pupil.id, norm.rule] as const]
    }),
  )
}

/** What came of taking in. */
export interface TakenIn {
  /** Sittings that have become records by this call. */
  readonly taken: number
  /** Kept sealed and no record, because the consent does not hold (any more): see `readAsideSittings`. */
  readonly aside: readonly { readonly pupil: string; readonly why: GateClosed }[]
  /** Answers that are still only in the hand-over: the disk is full, or something refused them. Tried again. */
  readonly waiting: number
  /** Sittings that nobody can open any more; they go when the hand-over ends. */
  readonly damaged: number
}

const nothingTaken: TakenIn = { taken: 0, aside: [], waiting: 0, damaged: 0 }

/**
 * Opens what pupils have finished and sealed, writes sittings and marks, and only then forgets them here. May be called
 * at any time and any number of times: a sitting's id was made when it began. On a later day it ends the hand-over.
 */
export function takeInSittings(services: Services): Promise<TakenIn> {
  return takeIn(services, "as-it-stands")
}

/** Ends the hand-over: sittings in progress become unfinished ones. */
export function endHandover(services: Services): Promise<TakenIn> {
  return takeIn(services, "end")
}

type How = "as-it-stands" | "end"

async function takeIn(services: Services, how: How): Promise<TakenIn> {
  try {
    await takeInAside(services)
    const taken = await inHandover((database) => takeAll(database, { services, how }))
    return taken ?? nothingTaken
  } catch (error) {
    // What is written is written, and nothing was forgotten before it: the next call goes on from here.
    faultOfDisk(error)
    return { ...nothingTaken, waiting: await countSealed(services.place.id) }
  }
}

async function takeAll(
  database: HandoverDatabase,
  { services, how }: { readonly services: Services; readonly how: How },
): Promise<TakenIn> {
  const [row, rows] = await standingOf(database, services)
  if (row === undefined) return nothingTaken
  const isOver = how === "end" || localDay(new Date(row.madeAt)) !== services.today()
  const sealed = rows.filter(isSealed).filter(({ state }) => isOver || state === "finished")
  const { opened, damaged } = await openSealed(services.journal, row, sealed)
  const sorted = await writeAll(services, opened)
  for (const done of sorted.settled) await forgetTaken(database, done)
  const waiting = opened.length - sorted.settled.length
  const isWhole = rows.every(({ state }) => state === "taken" || state === "finished")
  if (waiting === 0 && (isOver || (isWhole && damaged === 0))) await database.delete()
  return { taken: sorted.taken, aside: sorted.aside, waiting, damaged }
}

/** The hand-over of this place, now in its teacher's hands. */
function standingOf(
  database: HandoverDatabase,
  { place }: Services,
): PromiseLike<readonly [row: HandoverRow | undefined, rows: readonly PupilRow[]]> {
  const { handover, pupils } = database
  return database.transaction("rw", handover, pupils, async () => {
    const row = await handoverIn(database)
    if (row?.owner !== place.id) return [undefined, []] as const
    if (row.stage === "pupils") await handover.put({ ...row, stage: "teacher" })
    return [row, await pupils.toArray()] as const
  })
}

interface Sorted {
  readonly taken: number
  readonly aside: TakenIn["aside"]
  /** On the disk, as records or set aside: the hand-over may forget them. */
  readonly settled: readonly OpenedSitting[]
}

async function writeAll(services: Services, opened: readonly OpenedSitting[]): Promise<Sorted> {
  const { journal } = services
  const gates = await readSittingGates(journal, opened, dayOf)
  const settled: OpenedSitting[] = []
  const written: OpenedSitting[] = []
  const aside: TakenIn["aside"][number][] = []
  let taken = 0
  for (const one of opened) {
    const gate = gates.get(one.sitting)
    if (gate?.kind === "closed") {
      if ((await putAside(journal, { opened: one, why: gate.why })) !== "kept") continue
      aside.push({ pupil: one.pupil, why: gate.why })
      settled.push(one)
      continue
    }
    // One by one: a sitting that is refused must not keep the others from the disk.
    const saved = await services.write([editOf(one)])
    if (saved.kind !== "saved") continue
    taken += saved.changed > 0 ? 1 : 0
    written.push(one)
  }
  const isMarked = await mark(services, written)
  return { taken, aside, settled: isMarked ? [...settled, ...written] : settled }
}

const dayOf = (instant: number): Day => localDay(new Date(instant))

/** Says in the registers what these sittings have changed. True when it is on the disk, or there was nothing to say. */
async function mark(services: Services, written: readonly OpenedSitting[]): Promise<boolean> {
  const activities = new Set(written.map(({ activity }) => activity))
  const edits = await Promise.all(
    [...activities].map((activity) => sittingMarks(services.journal, activity)),
  )
  const said = edits.filter((edit) => edit !== undefined)
  return said.length === 0 || (await services.write(said)).kind === "saved"
}

function editOf(opened: OpenedSitting): Edit {
  const { sitting, answers, finishedAt, continues, ...cells } = opened
  return {
    id: sitting,
    kind: "sitting",
    cells: {
      ...cells,
      answers: { ...answers },
      ...(finishedAt === null ? {} : { finishedAt }),
      ...(continues === null ? {} : { continues }),
    },
  }
}

/** Purpose gone, answers gone: 152-ФЗ, art. 21, part 5, counted from the sitting, which is before any withdrawal. */
const asideMsMax = 30 * 24 * 60 * 60 * 1_000

/** Those set aside whose consent holds by now become records; those of one withdrawn go in time. */
async function takeInAside(services: Services): Promise<void> {
  const { journal, nowMs } = services
  const waiting = await readAside(journal)
  if (waiting.length === 0) return
  const opened = waiting.map((aside) => aside.opened)
  const gates = await readSittingGates(journal, opened, dayOf)
  for (const { sitting, startedAt } of opened) {
    const gate = gates.get(sitting)
    const isWithdrawn = gate?.kind === "closed" && gate.why === "withdrawn"
    if (isWithdrawn && nowMs() - startedAt > asideMsMax) await dropAside(journal, sitting)
  }
  const free = opened.filter(({ sitting }) => gates.get(sitting)?.kind === "open")
  for (const one of free) {
    const saved = await services.write([editOf(one)])
    if (saved.kind !== "saved" || !(await mark(services, [one]))) continue
    await dropAside(journal, one.sitting)
  }
}

/** Sittings that are kept and not taken, because no consent holds: the pupil and why. */
export async function readAsideSittings({
  journal,
}: Services): Promise<
  readonly { readonly sitting: string; readonly pupil: string; readonly why: GateClosed }[]
> {
  const aside = await readAside(journal)
  return aside.map(({ opened: { sitting, pupil }, why }) => ({ sitting, pupil, why }))
}

/** A person has decided that the answers of one without consent are not to be kept. */
export async function eraseAsideSitting({ journal }: Services, sitting: string): Promise<void> {
  await dropAside(journal, sitting)
}
