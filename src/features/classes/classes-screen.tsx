import { useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { readCountedClasses, type CountedClass } from "#/data/read-class.ts"
import { readSeason } from "#/data/read-season.ts"
import type { Day } from "#/domain/day.ts"
import { schoolYear } from "#/domain/school-year.ts"
import type { Season } from "#/domain/season.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { classWords } from "#/text/classes.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries } from "#/ui/entries.tsx"
import { Page } from "#/ui/page.tsx"
import { SearchField } from "#/ui/search-field.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { ClassRow } from "./class-row.tsx"
import { PupilHits } from "./pupil-search.tsx"
import { useMayKeepLists } from "./use-may-keep-lists.ts"

import "./classes.css"

/** Every class, this school year's first; and anyone in them by name. */
export function ClassesScreen() {
  const words = useWords(classWords)
  const mayKeep = useMayKeepLists()
  const today = useServices().today()
  const [sought, setSought] = useState("")
  const overview = useLive("classes", (journal) => readOverview(journal, today))
  const hasClasses = overview !== undefined && overview.classes.length > 0
  return (
    <Page title={words.title} actions={mayKeep && <Making main={!hasClasses} />}>
      <div className="stack classes">
        {hasClasses && (
          <SearchField label={words.search.label} value={sought} onChange={setSought} />
        )}
        {overview === undefined && <Wait />}
        {overview !== undefined && !hasClasses && <Empty icon="class">{words.noClasses}</Empty>}
        {hasClasses && sought.trim() !== "" && <PupilHits sought={sought} />}
        {hasClasses && sought.trim() === "" && <Overview {...overview} today={today} />}
      </div>
    </Page>
  )
}

function Making({ main }: { readonly main: boolean }) {
  const words = useWords(classWords)
  return (
    <>
      <LinkButton look={main ? "main" : "plain"} icon="upload" to={paths.import}>
        {words.load}
      </LinkButton>
      <LinkButton look="plain" icon="plus" to={paths.newClass}>
        {words.create}
      </LinkButton>
    </>
  )
}

type Reading = { readonly classes: readonly CountedClass[]; readonly season: Season }

async function readOverview(journal: Journal, today: Day): Promise<Reading> {
  const [classes, season] = await Promise.all([
    readCountedClasses(journal),
    readSeason(journal, today),
  ])
  return { classes, season }
}

function Overview({ classes, season, today }: Reading & { readonly today: Day }) {
  const words = useWords(classWords)
  const active = classes.filter(({ schoolClass }) => !schoolClass.archived)
  const archived = classes.filter(({ schoolClass }) => schoolClass.archived)
  const years = [...new Set(active.map(({ schoolClass }) => schoolClass.year))]
  const now = schoolYear(today)
  // This year first, then the coming one, then those past.
  years.sort((one, other) => Number(other === now) - Number(one === now) || other - one)
  return (
    <>
      {active.length === 0 && <p className="muted">{words.onlyArchived}</p>}
      {years.map((year) => (
        <Card key={year} title={words.schoolYear(year)} flush>
          <ClassEntries
            classes={active.filter(({ schoolClass }) => schoolClass.year === year)}
            season={season}
            label={words.schoolYear(year)}
          />
        </Card>
      ))}
      {archived.length > 0 && (
        <details className="card card-flush classes-archive">
          <summary>{words.archive(archived.length)}</summary>
          <ClassEntries classes={archived} season={season} label={words.archive(archived.length)} />
        </details>
      )}
    </>
  )
}

type ListProps = {
  readonly classes: readonly CountedClass[]
  readonly season: Season
  readonly label: string
}

function ClassEntries({ classes, season, label }: ListProps) {
  return (
    <Entries label={label}>
      {classes.map((counted) => (
        <ClassRow key={counted.schoolClass.id} counted={counted} season={season} />
      ))}
    </Entries>
  )
}
