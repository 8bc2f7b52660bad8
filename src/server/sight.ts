import { classFeed, personFeed, resultsFeed } from "#/domain/feeds.ts"
import type { Sight } from "#/sync/device-api.ts"

import { readAudit } from "./audit.ts"
import { textsOf } from "./changes.ts"
import { everyFeed } from "./devices.ts"
import type { DeviceRow, SchoolRows, StoredOp } from "./store.ts"

/** A stretch of time; `to` is null while it goes on. */
interface Span {
  readonly from: number
  readonly to: number | null
}

type FeedSpan = Span & { readonly feed: string }

/** From when a pupil stood in a class's feed: for ever, because past lessons name the pupil. */
interface Standing {
  readonly class: string
  readonly pupil: string
  readonly at: number
}

/** A person led something in a class. */
type Lead = Span & { readonly person: string; readonly class: string }

/**
 * Whose rows a tablet could see, and when: the feeds it was granted by the audit, and by the history of the school the
 * pupils that stood in them then. Rather too much than too little: what it was granted counts as seen, whether or not
 * it has fetched it, and a value that lost a clash counts as one that stood.
 */
export async function sightOf(rows: SchoolRows, { id }: Pick<DeviceRow, "id">): Promise<Sight> {
  const feeds = await feedsOfDevice(rows, id)
  const standings = (await rows.opsOfKind("pupil")).flatMap(standingOf)
  const leads = leadsIn(await rows.opsOfKind("activity"))
  const classes = joined(feeds.flatMap((span) => classesIn(span, { standings, leads })))
  const results = joined(feeds.flatMap((span) => resultsIn(span)))
  const answered = [
    ...(await rows.opsOfKind("sitting")),
    ...(await rows.opsOfKind("recommendation")),
  ]
  return {
    device: id,
    feeds: feeds.map(({ feed, from, to }) => ({ feed, from, to })),
    classes: classes.map((seen) => ({ ...seen, pupils: pupilsIn(seen, standings) })),
    results: results
      .map((seen) => {
        const known = new Set(answered.flatMap((op) => pupilTold(op, seen)))
        return { ...seen, pupils: pupilsIn(seen, standings).filter((pupil) => known.has(pupil)) }
      })
      .filter(({ pupils }) => pupils.length > 0),
  }
}

function resultsIn({ feed, from, to }: FeedSpan): readonly ClassSpan[] {
  const start = resultsFeed("")
  return feed.startsWith(start) ? [{ class: feed.slice(start.length), from, to }] : []
}

/** Of whom an op tells something, if it was there before the end. */
function pupilTold({ values, at }: StoredOp, { to }: Span): readonly string[] {
  const { pupil } = values
  return typeof pupil === "string" && at <= (to ?? Infinity) ? [pupil] : []
}

async function feedsOfDevice(rows: SchoolRows, device: string): Promise<readonly FeedSpan[]> {
  const open = new Map<string, number>()
  const spans: FeedSpan[] = []
  for await (const { at, device: whose, what, detail } of readAudit(rows)) {
    if (whose !== device || what !== "feeds-changed") continue
    const { since } = detail
    for (const feed of textsOf(detail["ended"])) {
      spans.push({ feed, from: open.get(feed) ?? at, to: at })
      open.delete(feed)
    }
    for (const feed of textsOf(detail["begun"])) {
      open.set(feed, typeof since === "number" ? since : at)
    }
  }
  const going = [...open].map(([feed, from]) => ({ feed, from, to: null }))
  return [...spans, ...going].sort((one, other) => one.from - other.from)
}

function standingOf({ rec, values, at }: StoredOp): readonly Standing[] {
  const schoolClass = values["class"]
  return typeof schoolClass === "string" ? [{ pupil: rec, class: schoolClass, at }] : []
}

interface Lesson {
  leader: string | null
  classes: readonly string[]
  isGone: boolean
  since: number
}

/** Who led what in which class, replayed. A leader or class that lost a clash is added and takes nothing away. */
function leadsIn(ops: readonly StoredOp[]): readonly Lead[] {
  const lessons = new Map<string, Lesson>()
  const leads: Lead[] = []
  const end = ({ leader, classes, isGone, since }: Lesson, to: number | null): void => {
    if (leader === null || isGone) return
    for (const id of classes) leads.push({ person: leader, class: id, from: since, to })
  }
  for (const { rec, values, at, receipt } of ops) {
    const before = lessons.get(rec) ?? { leader: null, classes: [], isGone: false, since: at }
    const after = { ...changed(before, values), since: at }
    if (receipt.verdict === "superseded") {
      end(after, null)
      continue
    }
    end(before, at)
    lessons.set(rec, after)
  }
  for (const lesson of lessons.values()) end(lesson, null)
  return leads
}

function changed(before: Lesson, values: StoredOp["values"]): Omit<Lesson, "since"> {
  const { leader, classes, gone } = values
  return {
    leader: leader === undefined ? before.leader : typeof leader === "string" ? leader : null,
    classes: classes === undefined ? before.classes : textsOf(classes),
    isGone: gone === undefined ? before.isGone : gone === true,
  }
}

type ClassSpan = Span & { readonly class: string }

function classesIn(
  span: FeedSpan,
  {
    standings,
    leads,
  }: { readonly standings: readonly Standing[]; readonly leads: readonly Lead[] },
): readonly ClassSpan[] {
  const { feed, from, to } = span
  if (feed === everyFeed) {
    const all = new Set(standings.map((standing) => standing.class))
    return [...all].map((id) => ({ class: id, from, to }))
  }
  const classStart = classFeed("")
  if (feed.startsWith(classStart)) return [{ class: feed.slice(classStart.length), from, to }]
  const personStart = personFeed("")
  if (!feed.startsWith(personStart)) return []
  const person = feed.slice(personStart.length)
  const own = leads.filter((lead) => lead.person === person)
  return own.flatMap((lead) => overlap(lead, span) ?? [])
}

function overlap(lead: Lead, span: Span): ClassSpan | undefined {
  const from = Math.max(lead.from, span.from)
  const to = Math.min(lead.to ?? Infinity, span.to ?? Infinity)
  if (to < from) return undefined
  return { class: lead.class, from, to: to === Infinity ? null : to }
}

/** A class seen through several feeds or lessons at once was seen once, from the first moment to the last. */
function joined(spans: readonly ClassSpan[]): readonly ClassSpan[] {
  const whole: ClassSpan[] = []
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = whole.findIndex((one) => one.class === span.class && reaches(one, span.from))
    const known = whole[last]
    if (known === undefined) whole.push(span)
    else whole[last] = { ...known, to: laterOf(known.to, span.to) }
  }
  return whole
}

function reaches({ to }: Span, moment: number): boolean {
  return to === null || to >= moment
}

function laterOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other)
}

function pupilsIn(seen: ClassSpan, standings: readonly Standing[]): string[] {
  const there = standings.filter(
    (standing) => standing.class === seen.class && standing.at <= (seen.to ?? Infinity),
  )
  return [...new Set(there.map(({ pupil }) => pupil))]
}
