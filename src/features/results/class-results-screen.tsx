import { useState } from "react"
import { useParams } from "react-router"

import { className } from "#/domain/school-class.ts"
import { CompletenessStamp } from "#/features/completeness-stamp.tsx"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { dateWords } from "#/text/dates.ts"
import { resultWords } from "#/text/results.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { ExportCard } from "./export-card.tsx"
import { PictureCard } from "./picture-card.tsx"
import { PrintSheets } from "./print-sheets.tsx"
import { readClassResults, type ClassResults } from "./read-class-results.ts"
import { NamesCard, WhoCard } from "./who-card.tsx"

import "./results.css"
import "./class-results.css"

/** What a diagnostic gave for the class: without names for the class to see, with names for the teacher. */
export function ClassResultsScreen() {
  const words = useWords(resultWords).picture
  const { activityId = "" } = useParams()
  const { person } = useServices().place
  const found = useLive(`class results ${activityId}`, (journal) =>
    readClassResults(journal, activityId, person),
  )
  if (found === undefined) return <Wait />
  if (found.kind === "results") return <Opened results={found.results} />
  const said = {
    none: words.noActivity,
    "no-diagnostic": words.notDiagnostic,
    "not-yours": <NotYours />,
  }[found.kind]
  const back = found.kind === "none" ? paths.today : paths.activity(activityId)
  return (
    <Page title={words.title} back={{ to: back, label: words.back }}>
      {typeof said === "string" ? <Empty icon="report">{said}</Empty> : said}
    </Page>
  )
}

function NotYours() {
  return <Empty icon="lock">{useWords(resultWords).notYours}</Empty>
}

/** To whom the screen is shown. Names appear only when the teacher asks for them. */
export type Look = "class" | "teacher"

type Props = { readonly results: ClassResults }

function Opened({ results }: Props) {
  const words = useWords(resultWords)
  const dates = useWords(dateWords)
  const [look, setLook] = useState<Look>("class")
  const { activity, classes, attempts } = results
  const names = classes.map(className).join(", ")
  return (
    <Page
      className="class-results"
      title={words.of(names)}
      sub={dates.weekdayAndDay(activity.day)}
      back={{ to: paths.activity(activity.id), label: words.picture.back }}
      status={<CompletenessStamp />}
    >
      {attempts.length === 0 ? (
        <Empty icon="report">{words.picture.empty}</Empty>
      ) : (
        <div className="stack">
          <Looks look={look} onLook={setLook} />
          <div className="with-side">
            <Pictures results={results} look={look} />
            <Side results={results} look={look} />
          </div>
        </div>
      )}
    </Page>
  )
}

function Looks({ look, onLook }: { readonly look: Look; readonly onLook: (look: Look) => void }) {
  const words = useWords(resultWords).picture
  return (
    <ChipRow label={words.looks}>
      <ChoiceChip icon="people" pressed={look === "class"} onPress={() => onLook("class")}>
        {words.forClass}
      </ChoiceChip>
      <ChoiceChip icon="person" pressed={look === "teacher"} onPress={() => onLook("teacher")}>
        {words.forTeacher}
      </ChoiceChip>
    </ChipRow>
  )
}

type LookProps = Props & { readonly look: Look }

function Pictures({ results, look }: LookProps) {
  const words = useWords(resultWords)
  const { pictures, missing } = results
  return (
    <div className="stack">
      {pictures.length + missing.length > 1 && <p>{words.picture.severalVersions}</p>}
      {pictures.map((picture) => (
        <PictureCard
          key={`${picture.instrument.code} ${picture.instrument.version}`}
          picture={picture}
          pupils={results.pupils}
          look={look}
        />
      ))}
      {missing.map(({ code, version }) => (
        <Card key={`${code} ${version}`} label={words.unknownInstrument(code)}>
          <p>{words.missing(code, version)}</p>
        </Card>
      ))}
    </div>
  )
}

function Side({ results, look }: LookProps) {
  const words = useWords(resultWords)
  const { pictures, pupils, classes } = results
  const [first] = classes
  const sheets = pictures.flatMap(({ finished }) =>
    finished.flatMap((profile) => {
      const pupil = pupils.find(({ id }) => id === profile.attempt.pupil)
      const schoolClass = classes.find(({ id }) => id === pupil?.classId)
      if (pupil === undefined || schoolClass === undefined) return []
      return [{ pupil, schoolClass, day: results.activity.day, profile }]
    }),
  )
  return (
    <div className="stack">
      <WhoCard results={results} />
      {look === "teacher" && (
        <>
          <ExportCard results={results} />
          {sheets.length > 0 && (
            <PrintSheets
              label={words.sheet.printAll(sheets.length)}
              sheets={sheets}
              schoolName={results.schoolName}
            />
          )}
          {first !== undefined && (
            <LinkButton icon="people" to={paths.groups(first.id)}>
              {words.picture.toGroups}
            </LinkButton>
          )}
          <NamesCard results={results} />
        </>
      )}
    </div>
  )
}
