import { consentOf, stoodOpen, type Consent } from "#/domain/consent.ts"
import type { Day } from "#/domain/day.ts"
import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { resultsLocked } from "#/domain/results-access.ts"

import type { Admission } from "./admission.ts"
import { textIn, textsIn, type Changes } from "./changes.ts"
import { shownOf } from "./shown.ts"
import { listedIn } from "./slots.ts"
import type { StoredRecord } from "./store.ts"

/** Of whom and of which activity something is. */
interface About {
  readonly pupil: StoredRecord | undefined
  readonly activity: StoredRecord | undefined
}

export async function aboutOf(
  changes: Changes,
  ids: { readonly pupil: string | undefined; readonly activity: string | undefined },
): Promise<About> {
  const [pupil, activity] = [ids.pupil, ids.activity]
  return {
    pupil: pupil === undefined ? undefined : await changes.record(pupil),
    activity: activity === undefined ? undefined : await changes.record(activity),
  }
}

/**
 * The gate once more, where nobody can go round it (invariant 7): a sitting is taken only of a diagnostic, only of somebody
 * who was expected there, and only if the school's own consent stood open on the activity's day. Whatever came before it,
 * in the same batch too, counts; what is refused can be sent again once the consent is here.
 */
export async function admitSitting(
  changes: Changes,
  { pupil, activity }: About,
): Promise<Admission> {
  if (activity?.kind !== "activity" || textIn(activity, "kind") !== "diagnostic") {
    return { kind: "refused", verdict: "invalid", reason: "bad-value", cell: "activity" }
  }
  if (pupil?.kind !== "pupil" || !(await isExpected(changes, activity, pupil.id))) {
    return { kind: "refused", verdict: "invalid", reason: "bad-value", cell: "pupil" }
  }
  const consent = await schoolConsent(changes, pupil.id)
  const on = { born: textIn(pupil, "born") ?? "", day: textIn(activity, "day") ?? "" }
  if (!stoodOpen(consent, on)) return withoutConsent
  return isDueToGo(consent, changes.now) ? { kind: "too-late" } : { kind: "taken" }
}

const withoutConsent: Admission = {
  kind: "refused",
  verdict: "forbidden",
  reason: "no-consent",
}

/** A recommendation asks for no gate, but once the pupil's results are erased no new ones are laid down. */
export async function admitRecommendation(
  changes: Changes,
  pupil: StoredRecord | undefined,
): Promise<Admission> {
  const consent = pupil && (await schoolConsent(changes, pupil.id))
  return isDueToGo(consent, changes.now) ? withoutConsent : { kind: "taken" }
}

/** The school's own consent as it stands. */
async function schoolConsent(changes: Changes, pupil: string): Promise<Consent | undefined> {
  const record = await changes.record(recordIds.consent(pupil, "school"))
  return record === undefined ? undefined : consentOf(shownOf(record))
}

/** Whether the day has come on which everything that rested on the consent is erased. */
export function isDueToGo(consent: Consent | undefined, now: number): boolean {
  // Without a consent nothing says that the family has ever said no.
  const lock = consent === undefined ? undefined : resultsLocked(consent)
  return lock !== undefined && "eraseOn" in lock && lock.eraseOn <= dayOf(now)
}

/** The calendar day at the server, UTC. */
function dayOf(atMs: number): Day {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** Whether an activity is about this pupil: in one of its classes now or before, in its group, or in its register. */
export async function isExpected(
  changes: Changes,
  activity: StoredRecord,
  pupil: string,
): Promise<boolean> {
  if (textsIn(activity, "group").includes(pupil)) return true
  const feeds = new Set(textsIn(activity, "classes").map(classFeed))
  const places = await changes.rows.placesOf(pupil)
  if (places.some(({ feed, left }) => !left && feeds.has(feed))) return true
  return listedIn(await changes.record(recordIds.register(activity.id))).has(pupil)
}
