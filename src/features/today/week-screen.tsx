import { useSearchParams } from "react-router"

import { addDays, weekday, type Day } from "#/domain/day.ts"
import { isDay } from "#/domain/read-day.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { capitalised, dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { IconLink, LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries } from "#/ui/entries.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { DayEntry } from "./day-card.tsx"
import { mondayOf, readWeek, type WeekView } from "./read-week.ts"

import "./today.css"
import "./week.css"

/** Seven days with what is planned and held in them. */
export function WeekScreen() {
  const words = useWords(todayWords)
  const dates = useWords(dateWords)
  const { today } = useServices()
  const [query] = useSearchParams()
  const asked = query.get("day") ?? ""
  const monday = mondayOf(isDay(asked) ? asked : today())
  const view = useLive(`week ${monday}`, (journal) => readWeek(journal, monday))
  const actions = (
    <>
      <IconLink
        icon="back"
        label={words.previousWeek}
        to={`${paths.week}?day=${addDays(monday, -7)}`}
      />
      <LinkButton look="quiet" to={paths.week}>
        {words.thisWeek}
      </LinkButton>
      <IconLink icon="next" label={words.nextWeek} to={`${paths.week}?day=${addDays(monday, 7)}`} />
    </>
  )
  return (
    <Page
      title={words.weekTitle(dates.range(monday, addDays(monday, 6)))}
      back={{ to: paths.today, label: words.backToToday }}
      actions={actions}
    >
      {view === undefined ? <Wait /> : <Days monday={monday} view={view} />}
    </Page>
  )
}

type DaysProps = { readonly monday: Day; readonly view: WeekView }

/** Sunday is shown when something is written for it. */
function Days({ monday, view }: DaysProps) {
  const days = Array.from({ length: 7 }, (_, place) => addDays(monday, place))
  const written = new Set(view.activities.map(({ activity }) => activity.day))
  return (
    <div className="week">
      {days
        .filter((day) => weekday(day) < 7 || written.has(day))
        .map((day) => (
          <DayOfWeek key={day} day={day} view={view} />
        ))}
    </div>
  )
}

function DayOfWeek({ day, view }: { readonly day: Day; readonly view: WeekView }) {
  const words = useWords(todayWords)
  const dates = useWords(dateWords)
  const { today, nowMs } = useServices()
  const mayPlan = useMayKeepLists()
  const isToday = day === today()
  const title = capitalised(dates.weekdayAndDay(day))
  const plan = mayPlan && (
    <IconLink icon="plus" label={words.planOn(dates.day(day))} to={`${paths.plan}?day=${day}`} />
  )
  const held = view.activities.filter(({ activity }) => activity.day === day)
  return (
    <Card title={title} aside={plan} next={isToday} flush>
      {held.length === 0 && <p className="today-line muted">{words.nothingOnDay}</p>}
      {held.length > 0 && (
        <Entries margin="time" ordered label={title}>
          {held.map((one) => (
            <DayEntry
              key={one.activity.id}
              held={one}
              classes={view.classes}
              isNext={false}
              nowMs={nowMs()}
            />
          ))}
        </Entries>
      )}
    </Card>
  )
}
