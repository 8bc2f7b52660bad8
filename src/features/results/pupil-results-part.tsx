import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useCalmly } from "#/platform/use-calmly.ts"
import { useLive } from "#/platform/use-live.ts"
import { dateWords } from "#/text/dates.ts"
import { resultWords } from "#/text/results.ts"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { useTitleOf } from "./attempts-card.tsx"
import { useLeadingNames } from "./leader-sentences.ts"
import { readPupilResults, type Taken } from "./read-pupil-results.ts"

import "./pupil-results-part.css"

type Props = { readonly classId: string; readonly pupilId: string }

/** In the pupil's pane: the newest result of each instrument in a line, which leads to the profile. */
export function PupilResultsPart({ classId, pupilId }: Props) {
  const words = useWords(resultWords).pane
  const { person } = useServices().place
  const results = useLive(
    `results of ${pupilId}`,
    useCalmly((journal) => readPupilResults(journal, { classId, pupilId, person })),
  )
  // A pane is about steps: where there is nothing to see, or it is not for this person, it says nothing.
  if (results === undefined || results === "none" || results.sight.kind === "not-yours") return null
  if (results.sight.kind === "locked") {
    return results.sight.isEmpty ? null : (
      <p className="pupil-results muted">
        <Icon name="lock" /> {words.locked}
      </p>
    )
  }
  const newest = newestOfEach(results.sight.taken)
  if (newest.length === 0) return null
  return (
    <Entries label={words.title}>
      {newest.map((taken) => (
        <Line key={taken.attempt.id} taken={taken} address={paths.results(classId, pupilId)} />
      ))}
    </Entries>
  )
}

/** The newest one of each instrument; one that is finished stands before a later one that is not. */
function newestOfEach(taken: readonly Taken[]): readonly Taken[] {
  const byInstrument = new Map<string, Taken>()
  for (const one of taken) {
    const held = byInstrument.get(one.attempt.instrument)
    if (held === undefined || (!isFinished(held) && isFinished(one))) {
      byInstrument.set(one.attempt.instrument, one)
    }
  }
  return [...byInstrument.values()]
}

function isFinished({ profile }: Taken): boolean {
  return profile?.result.isFinished === true
}

function Line({ taken, address }: { readonly taken: Taken; readonly address: string }) {
  const words = useWords(resultWords)
  const dates = useWords(dateWords)
  const titleOf = useTitleOf()
  const leadingNames = useLeadingNames()
  const { attempt, profile, day } = taken
  const told =
    profile === undefined
      ? ""
      : profile.result.isFinished
        ? leadingNames(profile)
        : words.notFinished(profile.result.answered, profile.result.of)
  return (
    <Entry
      margin={<Icon name="report" />}
      title={titleOf(taken)}
      detail={[dates.numbers(day), told].filter(Boolean).join(" · ")}
      to={`${address}?attempt=${attempt.id}`}
    />
  )
}
