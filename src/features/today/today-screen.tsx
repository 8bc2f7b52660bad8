import { lazy, Suspense } from "react"

import { daysBetween, weekday } from "#/domain/day.ts"
import { nextUp } from "#/domain/next-up.ts"
import { unmarkedIn } from "#/domain/register.ts"
import type { Season } from "#/domain/season.ts"
import { paths } from "#/features/paths.ts"
import { localTime } from "#/platform/calendar.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { capitalised, dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { joined } from "./activity-label.ts"
import { DayCard } from "./day-card.tsx"
import { MissingCard } from "./missing-card.tsx"
import { NextCard } from "./next-card.tsx"
import { NoPinLine } from "./no-pin-line.tsx"
import { OfflineCard } from "./offline-card.tsx"
import type { SeasonNow } from "./read-season-way.ts"
import { readToday, type TodayView, type WithRegister } from "./read-today.ts"
import { StartNow } from "./start-now.tsx"
import { useNow } from "./use-now.ts"

import "./today.css"

// What is reckoned after the day stands comes after it, too.
const SeasonCard = lazy(async () => ({
  default: (await import("./season-card.tsx")).SeasonCard,
}))
const RescueHint = lazy(async () => ({
  default: (await import("#/features/rescue-hint.tsx")).RescueHint,
}))

/** What is next and what is missing: the screen a day begins with. */
export function TodayScreen() {
  const words = useWords(todayWords)
  const dates = useWords(dateWords)
  const { today, place } = useServices()
  const day = today()
  const view = useLive(`today ${day}`, (journal) => readToday(journal, day), ["records", "meta"])
  // What is next comes first; the way of the season is reckoned once that stands.
  const isHere = view !== undefined
  const season = useLive(`season ${day} ${isHere}`, async (journal) =>
    isHere ? (await import("./read-season-way.ts")).readSeasonWay(journal, day) : undefined,
  )
  const school = place.schoolName || (view?.schoolName ?? "")
  const week = season === undefined ? undefined : weekOf(season.season, day)
  const sub = joined([
    school,
    place.person?.name ?? "",
    week === undefined ? "" : words.seasonWeek(week),
  ])
  return (
    <Page
      title={capitalised(dates.weekdayAndDay(day))}
      {...(sub !== "" && { sub })}
      className="today"
    >
      {season !== undefined && place.mode !== "demo" && (
        <Suspense>
          <RescueHint />
        </Suspense>
      )}
      {view === undefined ? <Wait /> : <Day view={view} season={season} />}
    </Page>
  )
}

/** The number of the calendar week since the season began; undefined outside it. */
function weekOf(season: Season, day: string): number | undefined {
  if (day < season.start || day > season.end) return undefined
  return Math.floor((daysBetween(season.start, day) + weekday(season.start) - 1) / 7) + 1
}

type DayProps = { readonly view: TodayView; readonly season: SeasonNow | undefined }

function Day({ view, season }: DayProps) {
  const { today } = useServices()
  const nowMs = useNow()
  const mayPlan = useMayKeepLists()
  if (view.classes.length === 0 && view.ahead.length === 0) return <NoClasses view={view} />
  const next = nextOf(view, { day: today(), time: localTime(new Date(nowMs)) })
  const canStart = mayPlan && view.classes.length > 0
  const bare = mayPlan && season !== undefined ? season.bare : []
  return (
    <div className="with-side">
      <div className="stack">
        {next && <NextCard view={view} next={next} nowMs={nowMs} />}
        {next === undefined && canStart && <NoNext view={view} />}
        <MissingCard view={view} except={next?.activity.id} bare={bare} />
      </div>
      <div className="stack">
        <DayCard
          view={view}
          nextId={next?.activity.id}
          nowMs={nowMs}
          foot={canStart && <DayFoot view={view} isNextHere={next !== undefined} />}
        />
        {season !== undefined && season.ways.length > 0 && (
          <Suspense>
            <SeasonCard found={season} />
          </Suspense>
        )}
        <OfflineCard view={view} />
        <NoPinLine />
      </div>
    </div>
  )
}

function nextOf(
  { ahead }: TodayView,
  now: { readonly day: string; readonly time: string },
): WithRegister | undefined {
  const byId = new Map(ahead.map((held) => [held.activity.id, held]))
  const activities = ahead.map(({ activity }) => activity)
  const next = nextUp(activities, now, ({ id }) => {
    const held = byId.get(id)
    return held !== undefined && unmarkedIn(held.register).length > 0
  })
  return next && byId.get(next.id)
}

/** Nothing ahead: plan, or begin one that nobody planned. */
function NoNext({ view }: Pick<DayProps, "view">) {
  const words = useWords(todayWords)
  return (
    <Card next label={words.next}>
      <p className="title-large today-next">{words.noNext}</p>
      <div className="line">
        <StartNow look="main" big classes={view.classes}>
          {words.startNow}
        </StartNow>
        <LinkButton look="quiet" to={paths.plan}>
          {words.plan}
        </LinkButton>
      </div>
    </Card>
  )
}

type FootProps = Pick<DayProps, "view"> & { readonly isNextHere: boolean }

function DayFoot({ view, isNextHere }: FootProps) {
  const words = useWords(todayWords)
  return (
    <div className="today-foot">
      <LinkButton look="quiet" to={paths.plan}>
        {words.plan}
      </LinkButton>
      {isNextHere && (
        <StartNow look="quiet" classes={view.classes}>
          {words.startNowShort}
        </StartNow>
      )}
    </div>
  )
}

/** «Нет» and «ещё не загружено» are two sentences. */
function NoClasses({ view }: Pick<DayProps, "view">) {
  const words = useWords(todayWords)
  const { place, enter } = useServices()
  const mayKeep = useMayKeepLists()
  if (place.mode === "joined" && view.fetchedAt === null) return <Empty>{words.loading}</Empty>
  if (!mayKeep) return <Empty>{words.noClassesOfLeader}</Empty>
  const load = (
    <LinkButton look="main" big to={paths.import}>
      {words.load}
    </LinkButton>
  )
  const demo = (
    <Button
      look="quiet"
      onClick={() => {
        enter("demo")
      }}
    >
      {words.toDemo}
    </Button>
  )
  return (
    <Empty action={load} example={place.mode === "demo" ? undefined : demo}>
      {words.noClasses}
    </Empty>
  )
}
