import { useMemo } from "react"

import type { Journal } from "#/data/journal.ts"
import {
  diagnosticSession,
  type DiagnosticSession,
  type RunningSitting,
} from "#/domain/diagnostic-session.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import type { Register } from "#/domain/register.ts"
import { localDay } from "#/platform/calendar.ts"
import { useServices } from "#/platform/services.tsx"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useHandover, type HandoverHere } from "#/platform/use-handover.ts"
import { useLive } from "#/platform/use-live.ts"

import type { Lesson } from "./read-lesson.ts"
import { readSession, type SessionFound, type SessionReading } from "./read-session.ts"
import type { RegisterLine } from "./register-lines.ts"
import { useInstrument } from "./use-instrument.ts"

/** A diagnostic that is taken on this tablet, as it stands now. */
export interface Session extends DiagnosticSession {
  readonly reading: SessionReading
  readonly instrument: Instrument
}

/** other: its session is not held here, and the part only names the instrument. */
export type SessionNow =
  | { readonly kind: "asking" | "other" | "not-here" }
  | { readonly kind: "here"; readonly session: Session }

type View = {
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
}

/** Who is where in a diagnostic; for any other activity nothing is read. Beside the register it lets taps go first. */
export function useSession(
  { lesson, register, lines }: View,
  isShown: boolean,
): { readonly now: SessionNow; readonly here: HandoverHere } {
  const { place, today } = useServices()
  const { activity, named, classes } = lesson
  const isDiagnostic = activity.kind === "diagnostic"
  const pupils = useMemo(
    () => lines.map(({ pupil }) => ({ id: pupil, born: named.get(pupil)?.born ?? "" })),
    [lines, named],
  )
  const read = async (journal: Journal): Promise<SessionFound> => {
    if (!isDiagnostic) return { kind: "unheld" }
    const ids = pupils.map(({ id }) => id)
    const isHead = place.person?.role === "head"
    return readSession(journal, { activity, pupils: ids, isHead })
  }
  const readCalmly = useCalmly(read)
  const key = isDiagnostic ? `session ${activity.id} ${activity.instrument} ${pupils.length}` : ""
  const found = useLive(key, isShown ? read : readCalmly)
  const instrument = useInstrument(isDiagnostic ? activity.instrument : "")
  const isHere = found?.kind === "held" && typeof instrument === "object"
  const here = useHandover(isHere)
  const running = useRunning(here, place.id)
  const day = today()
  const grade = classes[0]?.grade
  const now = useMemo((): SessionNow => {
    if (found?.kind === "unheld" || instrument === "other") return { kind: "other" }
    if (instrument === "not-here") return { kind: "not-here" }
    if (found === undefined || instrument === undefined) return { kind: "asking" }
    const session = diagnosticSession({
      ...found,
      instrument,
      activity: activity.id,
      grade,
      pupils,
      register,
      running,
      today: day,
      dayOf: (ms) => localDay(new Date(ms)),
    })
    return { kind: "here", session: { ...session, reading: found, instrument } }
  }, [found, instrument, activity.id, grade, pupils, register, running, day])
  return { now, here }
}

/** What pupils of this teacher do on this tablet; another teacher's pupils are none of this journal's. */
function useRunning(
  { look, waiting }: HandoverHere,
  place: string,
): readonly (RunningSitting & { readonly activity: string })[] {
  return useMemo(() => {
    if (look === undefined || look.owner !== place) return []
    const { activity, isWithPupils, pupils } = look
    // What has ended is in the journal by now, and there it may have been taken back.
    const isTakenIn = !isWithPupils && waiting === 0
    return pupils
      .filter(({ state }) => state !== "finished" || !isTakenIn)
      .map((pupil) => ({ ...pupil, activity }))
  }, [look, waiting, place])
}
