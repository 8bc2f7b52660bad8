import type { Journal } from "#/data/journal.ts"
import { readOpenByIds, readOpenByKeys } from "#/data/read-open.ts"
import { readById, readByIds, readByKey } from "#/data/read.ts"
import type { Activity } from "#/domain/activity.ts"
import { attemptLimitsOf, type AttemptLimits } from "#/domain/attempts.ts"
import { consentOf, type Consent } from "#/domain/consent.ts"
import { resultsFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, type ShownRecord } from "#/domain/record.ts"
import { sittingOf, type Sitting } from "#/domain/sitting.ts"

/** What a diagnostic's session is reckoned from. */
export interface SessionReading {
  /** The school's own, by pupil. */
  readonly consents: ReadonlyMap<string, Consent>
  /** Of the pupils in this season; those of other diagnostics with their answers only where they may be gone on with. */
  readonly sittings: readonly Sitting[]
  readonly limits: AttemptLimits
}

/** unheld: this tablet receives no results of the class. */
export type SessionFound =
  | { readonly kind: "unheld" }
  | ({ readonly kind: "held" } & SessionReading)

interface Asking {
  readonly activity: Activity
  /** Everyone in the register. */
  readonly pupils: readonly string[]
  /** The head receives no results but of classes held, and would see a class that nobody has begun. */
  readonly isHead: boolean
}

export async function readSession(journal: Journal, asking: Asking): Promise<SessionFound> {
  const { activity, pupils } = asking
  if (asking.isHead && !(await holdsResults(journal, activity))) return { kind: "unheld" }
  const [consents, here, rest, season] = await Promise.all([
    // Whether a gate is open stands in open cells; who signed does not matter here.
    readOpenByIds(
      journal,
      pupils.map((pupil) => recordIds.consent(pupil, "school")),
    ),
    readByKey(journal, recordKey.sittingsOf(activity.id)),
    readOpenByKeys(journal, pupils.map(recordKey.sittingsOfPupil)),
    readById(journal, recordIds.season(activity.season)),
  ])
  const earlier = await readEarlier(journal, { activity, rest })
  return {
    kind: "held",
    consents: new Map(
      consents.flatMap((record) => {
        const consent = consentOf(record)
        return consent === undefined ? [] : [[consent.pupil, consent] as const]
      }),
    ),
    sittings: [...here.flatMap((record) => sittingOf(record) ?? []), ...earlier],
    limits: attemptLimitsOf(season),
  }
}

async function holdsResults(journal: Journal, { classes }: Activity): Promise<boolean> {
  const feeds = await journal.database.feeds.bulkGet(classes.map(resultsFeed))
  return feeds.every((feed) => feed !== undefined)
}

interface Earlier {
  readonly activity: Activity
  /** Every sitting of the pupils, its answers unopened. */
  readonly rest: readonly ShownRecord[]
}

/** Those of the same season. Their answers are opened only where the pupil may go on with them. */
async function readEarlier(
  journal: Journal,
  { activity, rest }: Earlier,
): Promise<readonly Sitting[]> {
  const others = rest
    .flatMap((record) => sittingOf(record) ?? [])
    .filter((sitting) => sitting.activity !== activity.id)
  if (others.length === 0) return []
  const activities = await readOpenByIds(journal, [...new Set(others.map((one) => one.activity))])
  const seasons = new Map(activities.map((record) => [record.id, textOf(record, "season")]))
  const ofSeason = others.filter((one) => isSame(seasons.get(one.activity), activity.season))
  const open = ofSeason.filter(
    (one) => one.instrument === activity.instrument && one.end.kind === "unfinished",
  )
  const opened = await readByIds(
    journal,
    open.map(({ id }) => id),
  )
  const whole = new Map(opened.map((record) => [record.id, sittingOf(record)]))
  return ofSeason.map((sitting) => whole.get(sitting.id) ?? sitting)
}

/** An activity planned outside of any season, or one that has not arrived, counts with every one. */
function isSame(one: string | undefined, other: string): boolean {
  return one === undefined || one === "" || other === "" || one === other
}
