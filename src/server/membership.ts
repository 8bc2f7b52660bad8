import { classFeed, feedsOf, personFeed } from "#/domain/feeds.ts"

import { isGoneRecord, textIn, textsIn, underActivity, type Changes } from "./changes.ts"
import { readPerson } from "./person.ts"
import { isPartner, listsOthers, openSlot, SlotLists } from "./slots.ts"
import type { FeedRow, LessonRow, StoredRecord } from "./store.ts"

/**
 * Which feeds a record stands in, kept up with every change of the school. `changed` says that the record
 * itself has just changed, under its own sequence; otherwise only its places may have moved.
 */
export async function place(
  changes: Changes,
  record: StoredRecord,
  changed: boolean,
): Promise<void> {
  await placeAmong(new SlotLists(changes), changes, { record, changed })
}

interface Placing {
  readonly record: StoredRecord
  readonly changed: boolean
}

async function placeAmong(
  slots: SlotLists,
  changes: Changes,
  { record, changed }: Placing,
): Promise<void> {
  const places = await changes.rows.placesOf(record.id)
  const wanted = await feedsWanted(changes, { record, places, slots })
  // Taken only when a place moves: one number serves all feeds, since within a feed it is this record's alone.
  let seq = changed ? record.seq : undefined
  const move = async (feed: string, left: boolean, joined?: number): Promise<void> => {
    seq ??= changes.nextSeq()
    const row: FeedRow = { rec: record.id, feed, seq, joined: joined ?? seq, left }
    await changes.rows.putPlace(row)
  }
  for (const feed of wanted) {
    const here = places.find((known) => known.feed === feed && !known.left)
    if (here === undefined) await move(feed, false)
    else if (changed) await move(feed, false, here.joined)
  }
  for (const here of places) {
    if (!here.left && !wanted.has(here.feed)) await move(here.feed, true, here.joined)
  }
}

interface Standing {
  readonly record: StoredRecord
  readonly places: readonly FeedRow[]
  readonly slots: SlotLists
}

async function feedsWanted(
  changes: Changes,
  { record, places, slots }: Standing,
): Promise<ReadonlySet<string>> {
  const { kind, id, author } = record
  if (kind === "class" || kind === "pupil") {
    const classes = kind === "class" ? [id] : classesOfPupil(record, places)
    const leaders = await leadersOf(changes, { record, classes, slots })
    return new Set([...feedsOf({ kind, id, classes, author }), ...leaders.map(personFeed)])
  }
  if (kind === "consent") {
    const pupil = record.parent === null ? undefined : await changes.record(record.parent)
    const classes = pupil?.parent == null ? [] : [pupil.parent]
    return new Set(feedsOf({ kind, id, classes, author }))
  }
  const about = underActivity(kind) ? await activityOf(changes, record) : record
  const classes = textsIn(about, "classes")
  const leader = await leaderTold(changes, record, about)
  return new Set(feedsOf({ kind, id, classes, leader, author }))
}

/** A partner is told of open slots and of their registers; what the school prepares for one is its own business. */
async function leaderTold(
  changes: Changes,
  { kind }: StoredRecord,
  about: StoredRecord | undefined,
): Promise<string | undefined> {
  const leader = textIn(about, "leader")
  if (!(await isPartner(changes, leader))) return leader
  return kind !== "checklist" && openSlot(changes, about) !== undefined ? leader : undefined
}

/** The former classes too, so that their past lessons keep the pupil's name. */
function classesOfPupil(pupil: StoredRecord, places: readonly FeedRow[]): readonly string[] {
  const start = classFeed("")
  const former = places
    .filter(({ feed, left }) => !left && feed.startsWith(start))
    .map(({ feed }) => feed.slice(start.length))
  return [...new Set([...(pupil.parent === null ? [] : [pupil.parent]), ...former])]
}

interface Led {
  /** A class or a pupil. */
  readonly record: StoredRecord
  readonly classes: readonly string[]
  readonly slots: SlotLists
}

/** People who lead a lesson in a class without holding it: they need its pupils to keep the register. */
async function leadersOf(
  changes: Changes,
  { record, classes, slots }: Led,
): Promise<readonly string[]> {
  const guests = new Set<string>()
  for (const schoolClass of classes) {
    for (const leader of await changes.rows.leadersIn(schoolClass)) {
      const needs = (await isPartner(changes, leader))
        ? await slots.concern(leader, schoolClass, record)
        : await isGuest(changes, leader, schoolClass)
      if (needs) guests.add(leader)
    }
  }
  return [...guests]
}

async function isGuest(changes: Changes, id: string, schoolClass: string): Promise<boolean> {
  const person = readPerson(await changes.record(id))
  if (person === undefined || person.role === "head") return false
  return person.role === "leader" || !person.classes.includes(schoolClass)
}

export async function activityOf(
  changes: Changes,
  record: StoredRecord,
): Promise<StoredRecord | undefined> {
  return record.parent === null ? undefined : await changes.record(record.parent)
}

/** After an activity changed: its register and checklist follow it, and its leader's pupils. */
export async function followActivity(changes: Changes, activity: StoredRecord): Promise<void> {
  for (const follower of await changes.rows.recordsUnder(activity.id)) {
    await place(changes, follower, false)
  }
  const before = await changes.rows.lessonsOf(activity.id)
  const after = lessonsOf(activity)
  if (!sameLessons(before, after)) await changes.rows.setLessons(activity.id, after)
  else if (!(await isPartner(changes, after[0]?.leader))) return
  await placeClasses(changes, await classesWithOtherGuests(changes, before, after))
}

/** After a pupil changed: the consents go along to another class. */
export async function followPupil(changes: Changes, pupil: StoredRecord): Promise<void> {
  for (const consent of await changes.rows.recordsUnder(pupil.id)) {
    await place(changes, consent, false)
  }
}

/** After a register changed: a partner is told of the pupils that stand in it. */
export async function followRegister(
  changes: Changes,
  before: StoredRecord | undefined,
  after: StoredRecord,
): Promise<void> {
  const activity = await activityOf(changes, after)
  if (!(await isPartner(changes, textIn(activity, "leader")))) return
  if (listsOthers(before, after)) await placeClasses(changes, textsIn(activity, "classes"))
}

/** Takes a partner's slots back whose time is over: nothing changes in them, only the days go by. */
export async function closeSlots(changes: Changes, partner: string): Promise<void> {
  const feed = personFeed(partner)
  const ids = (await changes.rows.lessonsLedBy(partner)).map(({ activity }) => activity)
  for (const id of new Set(ids)) {
    const activity = await changes.record(id)
    if (activity === undefined || openSlot(changes, activity) !== undefined) continue
    const places = await changes.rows.placesOf(id)
    if (!places.some((here) => here.feed === feed && !here.left)) continue
    await place(changes, activity, false)
    for (const follower of await changes.rows.recordsUnder(id))
      await place(changes, follower, false)
    await placeClasses(changes, textsIn(activity, "classes"))
  }
}

/** Most lessons are led by whoever holds the class: then nobody comes or goes, and no pupil has to be looked at. */
async function classesWithOtherGuests(
  changes: Changes,
  before: readonly LessonRow[],
  after: readonly LessonRow[],
): Promise<readonly string[]> {
  const moved = [...without(before, after), ...without(after, before)]
  const classes: string[] = []
  for (const { leader, class: id } of moved) {
    if (leader !== null && (await isGuest(changes, leader, id))) classes.push(id)
  }
  // A slot's day, kind or group may have changed, and with it whom its partner is told of.
  for (const { leader, class: id } of after) {
    if (await isPartner(changes, leader)) classes.push(id)
  }
  return classes
}

function without(rows: readonly LessonRow[], others: readonly LessonRow[]): readonly LessonRow[] {
  return rows.filter(
    (row) => !others.some((other) => other.class === row.class && other.leader === row.leader),
  )
}

/** After classes were appointed to a person or taken away: lessons led there as a guest, or no longer so. */
export async function followAppointment(changes: Changes, person: string): Promise<void> {
  const led = await changes.rows.lessonsLedBy(person)
  await placeClasses(
    changes,
    led.map((lesson) => lesson.class),
  )
}

async function placeClasses(changes: Changes, classes: readonly string[]): Promise<void> {
  const slots = new SlotLists(changes)
  for (const id of new Set(classes)) {
    const schoolClass = await changes.record(id)
    if (schoolClass !== undefined) {
      await placeAmong(slots, changes, { record: schoolClass, changed: false })
    }
    // Whoever was ever in the class: a register of last month names them.
    for (const pupil of await changes.rows.pupilsIn(classFeed(id))) {
      await placeAmong(slots, changes, { record: pupil, changed: false })
    }
  }
}

function lessonsOf(activity: StoredRecord): readonly LessonRow[] {
  if (isGoneRecord(activity)) return []
  const leader = textIn(activity, "leader") ?? null
  const classes = [...new Set(textsIn(activity, "classes"))]
  return classes.map((id) => ({ activity: activity.id, class: id, leader }))
}

function sameLessons(left: readonly LessonRow[], right: readonly LessonRow[]): boolean {
  return left.length === right.length && without(right, left).length === 0
}
