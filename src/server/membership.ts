import { classFeed, feedsOf, personFeed } from "#/domain/feeds.ts"

import {
  isGoneRecord,
  textIn,
  textsIn,
  underActivity,
  underPupil,
  type Changes,
} from "./changes.ts"
import { isGuest, Testers } from "./guests.ts"
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
  await placeAmong(whoIsTold(changes), changes, { record, changed })
}

/** What was found out about people in a class, for a run over its records. */
interface Told {
  readonly slots: SlotLists
  readonly testers: Testers
}

function whoIsTold(changes: Changes): Told {
  return { slots: new SlotLists(changes), testers: new Testers(changes) }
}

interface Placing {
  readonly record: StoredRecord
  readonly changed: boolean
}

async function placeAmong(
  told: Told,
  changes: Changes,
  { record, changed }: Placing,
): Promise<void> {
  const places = await changes.rows.placesOf(record.id)
  const wanted = await feedsWanted(changes, { record, places, ...told })
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

interface Standing extends Told {
  readonly record: StoredRecord
  readonly places: readonly FeedRow[]
}

async function feedsWanted(
  changes: Changes,
  { record, places, slots, testers }: Standing,
): Promise<ReadonlySet<string>> {
  const { kind, id, author } = record
  if (kind === "class" || kind === "pupil") {
    const classes = kind === "class" ? [id] : classesOfPupil(record, places)
    const leaders = await leadersOf(changes, { record, classes, slots })
    return new Set([...feedsOf({ kind, id, classes, author }), ...leaders.map(personFeed)])
  }
  if (underPupil(kind)) {
    // The present class alone: what a former one needs of a result is its mark in the register, and that stays there.
    const pupil = record.parent === null ? undefined : await changes.record(record.parent)
    const classes = pupil?.parent == null ? [] : [pupil.parent]
    const feeds = feedsOf({ kind, id, classes, author })
    if (!isGateConsent(record)) return new Set(feeds)
    const guests = await Promise.all(classes.map((one) => testers.of(one)))
    return new Set([...feeds, ...guests.flat().map(personFeed)])
  }
  const about = underActivity(kind) ? await activityOf(changes, record) : record
  const classes = textsIn(about, "classes")
  const leader = await leaderTold(changes, record, about)
  return new Set(feedsOf({ kind, id, classes, leader, author }))
}

/** Whoever leads a diagnostic has to know it, and may not know more of it than the gate asks (see `isToldOfConsent`). */
function isGateConsent(record: StoredRecord): boolean {
  return record.kind === "consent" && textIn(record, "purpose") === "school"
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

export async function activityOf(
  changes: Changes,
  record: StoredRecord,
): Promise<StoredRecord | undefined> {
  return record.parent === null ? undefined : await changes.record(record.parent)
}

/** After an activity changed: its register and checklist follow it, and its leader's pupils. */
export async function followActivity(
  changes: Changes,
  former: StoredRecord | undefined,
  activity: StoredRecord,
): Promise<void> {
  for (const follower of await changes.rows.recordsUnder(activity.id)) {
    await place(changes, follower, false)
  }
  const before = await changes.rows.lessonsOf(activity.id)
  const after = lessonsOf(activity)
  const isOther = isDiagnostic(former) !== isDiagnostic(activity)
  if (!sameLessons(before, after)) await changes.rows.setLessons(activity.id, after)
  else if (!isOther && !(await isPartner(changes, after[0]?.leader))) return
  const classes = await classesWithOtherGuests(changes, before, after)
  if (isOther) classes.push(...(await classesOfGuests(changes, after)))
  await placeClasses(changes, classes)
}

function isDiagnostic(activity: StoredRecord | undefined): boolean {
  return textIn(activity, "kind") === "diagnostic"
}

/** After a pupil changed: what is the pupil's own goes along to another class. */
export async function followPupil(changes: Changes, pupil: StoredRecord): Promise<void> {
  for (const own of await changes.rows.recordsUnder(pupil.id)) await place(changes, own, false)
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
): Promise<string[]> {
  const moved = [...without(before, after), ...without(after, before)]
  const classes = [...(await classesOfGuests(changes, moved))]
  // A slot's day, kind or group may have changed, and with it whom its partner is told of.
  for (const { leader, class: id } of after) {
    if (await isPartner(changes, leader)) classes.push(id)
  }
  return classes
}

async function classesOfGuests(
  changes: Changes,
  lessons: readonly LessonRow[],
): Promise<readonly string[]> {
  const classes: string[] = []
  for (const { leader, class: id } of lessons) {
    if (leader !== null && (await isGuest(changes, leader, id))) classes.push(id)
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
  const told = whoIsTold(changes)
  const placeOne = (record: StoredRecord): Promise<void> =>
    placeAmong(told, changes, { record, changed: false })
  for (const id of new Set(classes)) {
    const schoolClass = await changes.record(id)
    if (schoolClass !== undefined) await placeOne(schoolClass)
    // Whoever was ever in the class: a register of last month names them.
    const pupils = await changes.rows.pupilsIn(classFeed(id))
    await changes.rows.foresee({ under: pupils.map((pupil) => pupil.id) })
    for (const pupil of pupils) {
      await placeOne(pupil)
      const own = await changes.rows.recordsUnder(pupil.id)
      for (const consent of own.filter(isGateConsent)) await placeOne(consent)
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
