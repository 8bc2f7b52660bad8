import { paths } from "#/features/paths.ts"
import { dateWords } from "#/text/dates.ts"
import { instrumentText } from "#/text/instrument-text.ts"
import { resultWords } from "#/text/results.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useLanguage, useWords } from "#/ui/words.tsx"

import type { PupilResults, Taken } from "./read-pupil-results.ts"

type Props = {
  readonly results: PupilResults
  readonly taken: readonly Taken[]
  readonly shown: Taken
}

/** Every attempt of the pupil, the newest first; a tap shows it. */
export function AttemptsCard({ results: { pupil, schoolClass }, taken, shown }: Props) {
  const words = useWords(resultWords)
  const titleOf = useTitleOf()
  const detailOf = useDetailOf()
  const address = paths.results(schoolClass.id, pupil.id)
  return (
    <Card title={words.attempts} aside={<span className="muted">{taken.length}</span>} flush>
      <Entries label={words.attempts}>
        {taken.map((one) => (
          <Entry
            key={one.attempt.id}
            now={one === shown}
            state={isFinished(one) ? "present" : "waiting"}
            margin={<Icon name={isFinished(one) ? "check" : "clock"} />}
            title={titleOf(one)}
            detail={detailOf(one)}
            to={`${address}?attempt=${one.attempt.id}`}
          />
        ))}
      </Entries>
    </Card>
  )
}

function isFinished({ attempt, profile }: Taken): boolean {
  return profile === undefined ? attempt.end.kind === "finished" : profile.result.isFinished
}

/** What was taken. */
export function useTitleOf(): (taken: Taken) => string {
  const words = useWords(resultWords)
  const language = useLanguage()
  return ({ attempt, profile }) =>
    profile === undefined
      ? words.unknownInstrument(attempt.instrument)
      : instrumentText(profile.instrument.title, language)
}

/** When, how long, and how far. */
function useDetailOf(): (taken: Taken) => string {
  const words = useWords(resultWords)
  const dates = useWords(dateWords)
  return (taken) => {
    const { attempt, profile, day } = taken
    const parts = attempt.parts.length
    const told = [
      words.taken(dates.numbersWithYear(day), Math.max(1, Math.round(attempt.seconds / 60))),
      parts > 1 ? words.inParts(parts) : "",
      isFinished(taken) || profile === undefined
        ? ""
        : words.notFinished(profile.result.answered, profile.result.of),
    ]
    return told.filter(Boolean).join(" · ")
  }
}
