import { useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { countPupils, readClasses, readCountedClasses } from "#/data/read-class.ts"
import { readSeason } from "#/data/read-season.ts"
import type { Day } from "#/domain/day.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { classWords } from "#/text/classes.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Page } from "#/ui/page.tsx"
import { SearchField } from "#/ui/search-field.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { ClassRow, progressOf, type ClassProgress } from "./class-row.tsx"
import { PupilHits } from "./pupil-search.tsx"

import "./classes.css"

/** Every class, this school year's first; and anyone in them by name. */
export function ClassesScreen() {
  const words = useWords(classWords)
  const mayKeep = useMayKeepLists()
  const today = useServices().today()
  const [sought, setSought] = useState("")
  const overview = useLive("classes", readOverview)
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

type Reading = {
  readonly classes: readonly SchoolClass[]
  readonly pupils: ReadonlyMap<string, number>
}

async function readOverview(journal: Journal): Promise<Reading> {
  const classes = await readClasses(journal)
  const ids = classes.filter(({ archived }) => !archived).map(({ id }) => id)
  return { classes, pupils: await countPupils(journal, ids) }
}

type Progresses = ReadonlyMap<string, ClassProgress>

/** Comes after the names: it reads every register of the year. */
async function readProgress(
  journal: Journal,
  classes: readonly SchoolClass[],
  today: Day,
): Promise<Progresses> {
  const [season, counted] = await Promise.all([
    readSeason(journal, today),
    readCountedClasses(
      journal,
      classes.map(({ id }) => id),
    ),
  ])
  const grades = new Map(classes.map(({ id, grade }) => [id, grade]))
  return new Map(counted.map((one) => [one.id, progressOf(one, grades.get(one.id) ?? 0, season)]))
}

function Overview({ classes, pupils, today }: Reading & { readonly today: Day }) {
  const words = useWords(classWords)
  const active = classes.filter(({ archived }) => !archived)
  const archived = classes.filter((one) => one.archived)
  const now = schoolYear(today)
  const current = active.filter(({ year }) => year === now)
  const progress = useLive(`progress ${current.map(({ id }) => id).join(" ")}`, (journal) =>
    readProgress(journal, current, today),
  )
  const years = [...new Set(active.map(({ year }) => year))]
  // This year first, then the coming one, then those past.
  years.sort((one, other) => Number(other === now) - Number(one === now) || other - one)
  return (
    <>
      {active.length === 0 && <p className="muted">{words.onlyArchived}</p>}
      {years.map((year) => (
        <Card key={year} title={words.schoolYear(year)} flush>
          <Entries label={words.schoolYear(year)}>
            {active
              .filter((one) => one.year === year)
              .map((one) => (
                <ClassRow
                  key={one.id}
                  schoolClass={one}
                  pupils={pupils.get(one.id) ?? 0}
                  progress={progress?.get(one.id)}
                />
              ))}
          </Entries>
        </Card>
      ))}
      {archived.length > 0 && <Archive classes={archived} />}
    </>
  )
}

function Archive({ classes }: { readonly classes: readonly SchoolClass[] }) {
  const words = useWords(classWords)
  const label = words.archive(classes.length)
  return (
    <details className="card card-flush classes-archive">
      <summary>{label}</summary>
      <Entries label={label}>
        {classes.map(({ id, year, ...named }) => (
          <Entry
            key={id}
            margin={words.years(year)}
            title={className(named)}
            to={paths.schoolClass(id)}
          />
        ))}
      </Entries>
    </details>
  )
}
