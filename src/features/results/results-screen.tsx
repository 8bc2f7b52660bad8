import { useParams, useSearchParams } from "react-router"

import { fullName } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { useLockSentence } from "#/features/lock-sentence.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { resultWords } from "#/text/results.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { AttemptsCard } from "./attempts-card.tsx"
import { ChangeCard } from "./change-card.tsx"
import { PrintSheets } from "./print-sheets.tsx"
import { ProfileCard } from "./profile-card.tsx"
import { readPupilResults, type PupilResults, type Taken } from "./read-pupil-results.ts"

import "./results.css"

/** What one pupil answered and what may be read from it: for the talk with this very pupil. */
export function ResultsScreen() {
  const words = useWords(resultWords)
  const { classId = "", pupilId = "" } = useParams()
  const { person } = useServices().place
  const results = useLive(`results ${classId} ${pupilId}`, (journal) =>
    readPupilResults(journal, { classId, pupilId, person }),
  )
  if (results === undefined) return <Wait />
  if (results === "none") {
    return (
      <Page title={words.title} back={{ to: paths.classes, label: words.title }}>
        <Empty icon="person">{words.noPupil}</Empty>
      </Page>
    )
  }
  return <Opened results={results} />
}

type Props = { readonly results: PupilResults }

function Opened({ results }: Props) {
  const words = useWords(resultWords)
  const { pupil, schoolClass, sight } = results
  const name = className(schoolClass)
  const taken = sight.kind === "open" ? sight.taken : []
  const shown = useShown(taken)
  return (
    <Page
      title={fullName(pupil)}
      // The name of a pupil never stands in a browser's history.
      tabTitle={words.of(name)}
      sub={`${name} · ${words.title.toLocaleLowerCase()}`}
      back={{ to: paths.pupil(schoolClass.id, pupil.id), label: fullName(pupil) }}
      actions={
        shown?.profile !== undefined &&
        shown.profile.result.isFinished && (
          <PrintSheets
            label={words.sheet.print}
            sheets={[{ pupil, schoolClass, day: shown.day, profile: shown.profile }]}
            schoolName={results.schoolName}
          />
        )
      }
    >
      <Body results={results} shown={shown} />
    </Page>
  )
}

/** The one that was picked, else the newest that is finished, else the newest. */
function useShown(taken: readonly Taken[]): Taken | undefined {
  const [query] = useSearchParams()
  const picked = taken.find(({ attempt }) => attempt.id === query.get("attempt"))
  return picked ?? taken.find(({ profile }) => profile?.result.isFinished === true) ?? taken[0]
}

function Body({ results, shown }: Props & { readonly shown: Taken | undefined }) {
  const words = useWords(resultWords)
  const sayLock = useLockSentence()
  const { schoolClass, sight } = results
  if (sight.kind === "not-yours") return <Empty icon="lock">{words.notYours}</Empty>
  if (sight.kind === "locked" && sight.isEmpty) return <Empty icon="report">{words.none}</Empty>
  if (sight.kind === "locked") {
    const toConsents = (
      <LinkButton to={paths.consents(schoolClass.id)}>{words.toConsents}</LinkButton>
    )
    return (
      <Empty icon="lock" action={toConsents}>
        {sayLock(sight.lock)}
      </Empty>
    )
  }
  if (shown === undefined) return <Empty icon="report">{words.none}</Empty>
  return (
    <div className="with-side">
      <div className="stack">
        {shown.profile === undefined ? (
          <Missing taken={shown} />
        ) : (
          <ProfileCard profile={shown.profile} day={shown.day} grade={schoolClass.grade} />
        )}
      </div>
      <div className="stack">
        <AttemptsCard results={results} taken={sight.taken} shown={shown} />
        <ChangeCard taken={sight.taken} shown={shown} />
      </div>
    </div>
  )
}

function Missing({ taken: { attempt } }: { readonly taken: Taken }) {
  const words = useWords(resultWords)
  return (
    <Card label={words.table.label}>
      <p>{words.missing(attempt.instrument, attempt.version)}</p>
    </Card>
  )
}
