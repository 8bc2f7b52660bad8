import { currentWay } from "#/domain/season-way.ts"
import { CompletenessStamp } from "#/features/completeness-stamp.tsx"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { activityWords, seasonName } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { seasonWords } from "#/text/season.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Entries } from "#/ui/entries.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { AdultsCard } from "./adults-card.tsx"
import { AttemptsCard } from "./attempts-card.tsx"
import { ClassTable } from "./class-table.tsx"
import { PresetCard } from "./preset-card.tsx"
import { readSeasonBoard, type SeasonBoard } from "./read-season-board.ts"
import { StepRow } from "./step-row.tsx"

import "./season.css"

/** The season: its steps in order, their dates, and how far the classes are. */
export function SeasonScreen() {
  const words = useWords(seasonWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const { today } = useServices()
  const day = today()
  const board = useLive(`season board ${day}`, (journal) => readSeasonBoard(journal, day))
  if (board === undefined) {
    return (
      <Page title={words.title}>
        <Wait />
      </Page>
    )
  }
  const { start, end, code } = board.season
  return (
    <Page
      title={seasonName(kinds, code)}
      sub={`${dates.dayWithYear(start)} – ${dates.dayWithYear(end)}`}
    >
      <Board board={board} />
    </Page>
  )
}

function Board({ board }: { readonly board: SeasonBoard }) {
  const words = useWords(seasonWords)
  const { today } = useServices()
  const mayChange = useMayKeepLists()
  const done = board.ways.filter(({ isDone }) => isDone).length
  const current = currentWay(board.ways, today())
  return (
    <div className="with-side">
      <div className="stack">
        <Card
          title={words.steps}
          aside={<span className="muted num">{words.done(done, board.ways.length)}</span>}
          flush
        >
          <Entries ordered label={words.steps}>
            {board.season.steps.map((step) => (
              <StepRow
                key={step.code}
                board={board}
                step={step}
                mayChange={mayChange}
                isCurrent={current?.step.code === step.code}
              />
            ))}
          </Entries>
        </Card>
        <Card
          title={words.byClass}
          aside={<span className="muted">{words.byClassHint}</span>}
          flush
        >
          {board.rows.length === 0 ? <NoClasses /> : <ClassTable board={board} />}
        </Card>
        {board.rows.length > 0 && (
          <div className="line">
            <CompletenessStamp />
          </div>
        )}
      </div>
      <div className="stack">
        <AdultsCard board={board} mayChange={mayChange} />
        {mayChange ? (
          <>
            <PresetCard board={board} />
            <AttemptsCard board={board} />
          </>
        ) : (
          <p className="muted">{words.readOnly}</p>
        )}
      </div>
    </div>
  )
}

function NoClasses() {
  const words = useWords(seasonWords)
  const load = (
    <LinkButton look="main" to={paths.import}>
      {words.load}
    </LinkButton>
  )
  return <Empty action={load}>{words.noClasses}</Empty>
}
