import type { Journal } from "#/data/journal.ts"
import { readByIds } from "#/data/read.ts"
import type { Activity } from "#/domain/activity.ts"
import { consentOf, gateFor } from "#/domain/consent.ts"
import { isShippedCode } from "#/domain/instrument/catalogue.ts"
import { instrumentOf } from "#/domain/instruments.ts"
import { pupilOf } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { paths } from "#/features/paths.ts"
import { useLive } from "#/platform/use-live.ts"
import { sessionWords } from "#/text/session.ts"
import { Banner } from "#/ui/banner.tsx"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { WithRegister } from "./read-today.ts"

import "./diagnostic-ready.css"

interface Lacking {
  /** Pupils of the list whose gate is closed on the day. */
  readonly consents: number
  readonly instrument: "here" | "none-chosen" | "not-here"
}

/** What a diagnostic still lacks before it begins: papers, and its questionnaire. Nothing where it lacks nothing. */
export function DiagnosticReady({ next }: { readonly next: WithRegister }) {
  const { before: words } = useWords(sessionWords)
  const { activity, register } = next
  const lacking = useLive(`lacking ${activity.id} ${register.list.length}`, (journal) =>
    readLacking(journal, activity, register.list),
  )
  const [classId] = activity.classes
  if (lacking === undefined) return null
  return (
    <div className="today-lacking">
      {lacking.consents > 0 && (
        <Banner
          state="late"
          icon="lock"
          action={
            classId !== undefined && (
              <LinkButton look="quiet" to={paths.consents(classId)}>
                {words.toConsents}
              </LinkButton>
            )
          }
        >
          {words.consents(lacking.consents)}
        </Banner>
      )}
      {lacking.instrument !== "here" && (
        <Banner
          state="late"
          icon="warning"
          action={
            <LinkButton look="quiet" to={paths.editActivity(activity.id)}>
              {words.choose}
            </LinkButton>
          }
        >
          {lacking.instrument === "not-here" ? words.notHere : words.noneChosen}
        </Banner>
      )}
    </div>
  )
}

async function readLacking(
  journal: Journal,
  activity: Activity,
  list: readonly string[],
): Promise<Lacking> {
  const [pupils, records, instrument] = await Promise.all([
    readByIds(journal, list),
    readByIds(
      journal,
      list.map((pupil) => recordIds.consent(pupil, "school")),
    ),
    readInstrument(journal, activity.instrument),
  ])
  const consents = new Map(records.map((record) => [record.id, consentOf(record)]))
  const closed = pupils.map(pupilOf).filter(({ id, born }) => {
    const consent = consents.get(recordIds.consent(id, "school"))
    return gateFor(consent, { born, day: activity.day }).kind === "closed"
  })
  return { consents: closed.length, instrument }
}

async function readInstrument(journal: Journal, code: string): Promise<Lacking["instrument"]> {
  if (code === "") return "none-chosen"
  // The platform's and those of other books are only named here; ours come with the app.
  if (instrumentOf(code) !== undefined || isShippedCode(code)) return "here"
  const { findInstrument } = await import("#/data/find-instrument.ts")
  return (await findInstrument(journal, code)) === undefined ? "not-here" : "here"
}
