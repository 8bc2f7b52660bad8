import type { Activity } from "#/domain/activity.ts"
import { paths } from "#/features/paths.ts"
import { activityWords } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { seasonWords } from "#/text/season.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { useWords } from "#/ui/words.tsx"

import type { SeasonBoard } from "./read-season-board.ts"

const adultKinds = ["training", "parents", "teachers"] as const

type Props = { readonly board: SeasonBoard; readonly mayChange: boolean }

/** Events for parents and teachers, and the navigator's own course: each with its day and state. */
export function AdultsCard({ board, mayChange }: Props) {
  const words = useWords(seasonWords)
  const kinds = useWords(activityWords)
  return (
    <Card title={words.schoolEvents} flush>
      <div className="season-adults">
        <Entries margin="time">
          {adultKinds.flatMap((kind) => {
            const way = board.ways.find((one) => one.kind === kind)
            if (way === undefined) return []
            if (way.activities.length > 0) {
              return way.activities.map((activity) => (
                <EventEntry key={activity.id} activity={activity} />
              ))
            }
            return (
              <Entry
                key={kind}
                margin="–"
                title={kinds.kind[kind]}
                detail={words.nothingYet}
                action={mayChange && <PlanKind kind={kind} />}
              />
            )
          })}
        </Entries>
      </div>
    </Card>
  )
}

function EventEntry({ activity }: { readonly activity: Activity }) {
  const words = useWords(seasonWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const { people, status, title, kind } = activity
  const parts = [
    title === "" ? "" : kinds.kindName[kind],
    kinds.status[status],
    people === undefined ? "" : words.people(people),
  ]
  return (
    <Entry
      margin={dates.numbers(activity.day)}
      title={title === "" ? kinds.kind[kind] : title}
      detail={parts.filter((part) => part !== "").join(" · ")}
      to={paths.activity(activity.id)}
    />
  )
}

function PlanKind({ kind }: { readonly kind: string }) {
  const words = useWords(seasonWords)
  return (
    <LinkButton look="quiet" to={`${paths.plan}?${new URLSearchParams({ kind }).toString()}`}>
      {words.plan}
    </LinkButton>
  )
}
