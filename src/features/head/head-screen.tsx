import { readsReports } from "#/domain/screen-access.ts"
import { CompletenessStamp, useCompleteness } from "#/features/completeness-stamp.tsx"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useRole } from "#/platform/use-role.ts"
import { activityWords, seasonName } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { deviceWords } from "#/text/devices.ts"
import { headWords } from "#/text/head.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { missingTablets, type MissingTablet } from "./missing-tablets.ts"
import { readHeadBoard, type HeadBoard } from "./read-head-board.ts"
import { SeasonMeters } from "./season-meters.tsx"
import { TabletBanners } from "./tablet-banners.tsx"
import { UndoneCard } from "./undone-card.tsx"

import "./head.css"

/** The head's first screen: who has not done what, and whose data is missing. */
export function HeadScreen() {
  const words = useWords(headWords)
  if (readsReports(useRole())) return <HeadPage />
  return (
    <Page title={words.title}>
      <Empty icon="report">{words.onlyHead}</Empty>
    </Page>
  )
}

function HeadPage() {
  const words = useWords(headWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const { today, nowMs, place } = useServices()
  const day = today()
  const board = useLive(`head ${day}`, (journal) => readHeadBoard(journal, day))
  const now = `${dates.day(day)}, ${dates.time(nowMs())}`
  const season = board === undefined ? [] : [lowerFirst(seasonName(kinds, board.season.code))]
  return (
    <Page
      title={words.title}
      sub={[place.schoolName, ...season, now].filter((part) => part !== "").join(" · ")}
      status={<CompletenessStamp />}
      className="head-page"
    >
      {board === undefined && <Wait text={words.loading} />}
      {board?.classes.length === 0 && <NoClasses />}
      {board !== undefined && board.classes.length > 0 && <Board board={board} />}
    </Page>
  )
}

/** «сезон 2021», but «РМГ 2026/27». */
function lowerFirst(name: string): string {
  const [first = "", second = ""] = name
  const isAbbreviation = second === second.toLocaleUpperCase("ru")
  return isAbbreviation ? name : first.toLocaleLowerCase("ru") + name.slice(1)
}

function NoClasses() {
  const words = useWords(headWords)
  const invite = (
    <LinkButton look="main" icon="people" to={`${paths.school}?invite`}>
      {words.toSchool}
    </LinkButton>
  )
  return <Empty action={invite}>{words.noClasses}</Empty>
}

function Board({ board }: { readonly board: HeadBoard }) {
  const missing = useMissing(board)
  return (
    <div className="with-side">
      <div className="stack">
        <UndoneCard kind="overdue" board={board} missing={missing} />
        <UndoneCard kind="week" board={board} missing={missing} />
        <TabletBanners missing={missing} />
      </div>
      <div className="stack">
        <SeasonMeters board={board} missing={missing} />
        <ReportCard />
      </div>
    </div>
  )
}

function useMissing(board: HeadBoard): readonly MissingTablet[] {
  const words = useWords(deviceWords)
  const { known, completeness } = useCompleteness()
  if (known.kind !== "known" || completeness === undefined) return []
  const nameOf = (id: string): string => words.unnamed(id.slice(-6).toUpperCase())
  return missingTablets(completeness, known.list, { board, nameOf })
}

function ReportCard() {
  const words = useWords(headWords)
  const dates = useWords(dateWords)
  const { today } = useServices()
  const { completeness } = useCompleteness()
  const month = today().slice(0, 7)
  const about =
    completeness === undefined
      ? words.reportUnknown
      : completeness.isComplete
        ? words.reportComplete
        : words.reportMissing(completeness.missing.length)
  return (
    <Card title={words.reportFor(dates.month(month))}>
      <div className="stack stack-close">
        <p>{about}</p>
        <LinkButton wide to={paths.reportSheet(month)}>
          {words.look}
        </LinkButton>
      </div>
    </Card>
  )
}
