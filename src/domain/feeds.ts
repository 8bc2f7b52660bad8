import type { Person } from "./access.ts"
import type { RecordKind } from "./record.ts"

/**
 * Feeds: the portions in which a school's records travel. A record may be in several, e.g. an
 * exhibition for two classes, or a lesson led by somebody who does not hold the class.
 */
export const schoolFeed = "school"
export const classFeed = (classId: string): string => `class:${classId}`
/** What pupils answered and what was recommended to them: for whoever holds the class, not for the head. */
export const resultsFeed = (classId: string): string => `results:${classId}`
export const personFeed = (personId: string): string => `person:${personId}`

/** The classes and people a record concerns, as its cells say. */
export interface Concern {
  readonly kind: RecordKind
  readonly id: string
  readonly classes: readonly string[]
  readonly leader?: string | undefined
  /** Who made the record: it stays reachable for the author when it concerns no class. */
  readonly author: string
}

/** The feeds a record belongs in now. Former feeds keep it where history needs it (a pupil who moved). */
export function feedsOf(concern: Concern): readonly string[] {
  switch (concern.kind) {
    case "school":
    case "person":
    case "season":
    case "template":
    case "instrument":
      return [schoolFeed]
    case "class":
      return [classFeed(concern.id)]
    case "pupil":
    case "consent":
      return concern.classes.map(classFeed)
    case "sitting":
    case "recommendation":
      return concern.classes.map(resultsFeed)
    case "activity":
    case "register":
    case "checklist":
    case "import":
      return feedsOfClasses(concern)
  }
}

function feedsOfClasses(concern: Concern): readonly string[] {
  const { classes, leader, author } = concern
  // Without a class the author would lose sight of what somebody else leads.
  const feeds = classes.length > 0 ? classes.map(classFeed) : [personFeed(author)]
  if (leader !== undefined) feeds.push(personFeed(leader))
  return [...new Set(feeds)]
}

/**
 * What a person may receive. The head receives every feed of the school, so `every` is given by the
 * server (all feeds in use); the others receive the school's, their own, and a navigator those of the
 * appointed classes; a partner the own one alone, in which the open slots stand.
 */
export function feedsFor(person: Person, every: readonly string[]): readonly string[] {
  if (person.role === "head") {
    const held = new Set(person.classes.map(resultsFeed))
    const told = every.filter((feed) => !feed.startsWith(resultsFeed("")) || held.has(feed))
    return [...new Set([schoolFeed, ...told])]
  }
  const own = personFeed(person.id)
  switch (person.role) {
    case "navigator":
      return [schoolFeed, own, ...person.classes.map(classFeed), ...person.classes.map(resultsFeed)]
    case "leader":
      return [schoolFeed, own]
    // Not the school's: its people are none of a guest's business.
    case "partner":
      return [own]
    // An area has a name and its coordinators, and no other records.
    case "municipal":
    case "region":
      return [schoolFeed]
  }
}
