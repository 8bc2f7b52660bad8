import { isGoneRecord, textIn, type Changes } from "./changes.ts"
import { readPerson } from "./person.ts"

/** Whether somebody who leads a lesson in a class does not hold it, and so is told of its pupils another way. */
export async function isGuest(changes: Changes, id: string, schoolClass: string): Promise<boolean> {
  const person = readPerson(await changes.record(id))
  if (person === undefined || person.role === "head") return false
  return person.role === "leader" || !person.classes.includes(schoolClass)
}

/**
 * Who leads a diagnostic in a class as a guest: they must know who has a consent. Remembered as long as no lesson changes:
 * a class is asked about consent by consent.
 */
export class Testers {
  readonly #changes: Changes
  readonly #known = new Map<string, readonly string[]>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  async of(schoolClass: string): Promise<readonly string[]> {
    const known = this.#known.get(schoolClass)
    if (known !== undefined) return known
    const found: string[] = []
    for (const leader of await this.#changes.rows.leadersIn(schoolClass)) {
      if (await this.#tests(leader, schoolClass)) found.push(leader)
    }
    this.#known.set(schoolClass, found)
    return found
  }

  async #tests(leader: string, schoolClass: string): Promise<boolean> {
    const role = readPerson(await this.#changes.record(leader))?.role
    // A partner is never given a diagnostic, whoever stands as its leader.
    if (role === "partner" || !(await isGuest(this.#changes, leader, schoolClass))) return false
    for (const lesson of await this.#changes.rows.lessonsLedBy(leader)) {
      if (lesson.class !== schoolClass) continue
      const activity = await this.#changes.record(lesson.activity)
      if (!isGoneRecord(activity) && textIn(activity, "kind") === "diagnostic") return true
    }
    return false
  }
}
