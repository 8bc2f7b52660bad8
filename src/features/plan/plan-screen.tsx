import { useParams, useSearchParams } from "react-router"

import { isActivityKind } from "#/domain/activity-kind.ts"
import { emptyPlan, planOf, type ActivityPlan } from "#/domain/activity-plan.ts"
import { isDay } from "#/domain/read-day.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { planWords } from "#/text/plan.ts"
import { shellWords } from "#/text/shell.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { PlanForm } from "./plan-form.tsx"
import { readEdited, readPlanGround, type PlanGround } from "./read-plan.ts"

import "./plan.css"

/** Plans a new activity, or changes the plan of one. */
export function PlanScreen() {
  const { activityId } = useParams()
  const { today } = useServices()
  const mayPlan = useMayKeepLists()
  const words = useWords(planWords)
  const day = today()
  const ground = useLive(`ground ${day}`, (journal) => readPlanGround(journal, day))
  const title = activityId === undefined ? words.newTitle : words.editTitle
  if (activityId === undefined && !mayPlan) {
    return (
      <Page title={title}>
        <Empty>{words.notForLeader}</Empty>
      </Page>
    )
  }
  const back =
    activityId === undefined ? {} : { back: { to: paths.activity(activityId), label: words.back } }
  return (
    <Page title={title} {...back} className="plan">
      {ground === undefined && <Wait />}
      {ground !== undefined && activityId === undefined && <NewPlan ground={ground} />}
      {ground !== undefined && activityId !== undefined && (
        <ChangedPlan key={activityId} id={activityId} ground={ground} />
      )}
    </Page>
  )
}

/** Starts from what the address asks for: `class`, `kind`, `day`. */
function NewPlan({ ground }: { readonly ground: PlanGround }) {
  const words = useWords(planWords)
  const { place, today } = useServices()
  const [query] = useSearchParams()
  const asked = askedFor(query, ground)
  const [only, ...more] = ground.classes
  if (only === undefined && asked.kind === undefined) {
    const load = (
      <LinkButton look="main" big to={paths.import}>
        {words.load}
      </LinkButton>
    )
    return <Empty action={load}>{words.noClasses}</Empty>
  }
  const initial = emptyPlan({
    kind: "lesson",
    classes: only !== undefined && more.length === 0 ? [only.id] : [],
    day: today(),
    leader: place.person?.id ?? "",
    ...asked,
  })
  return <PlanForm id="plan" initial={initial} asked={asked} ground={ground} />
}

function askedFor(
  query: URLSearchParams,
  { classes }: PlanGround,
): Partial<Pick<ActivityPlan, "kind" | "classes" | "day">> {
  const kind = query.get("kind")
  const day = query.get("day")
  const known = classes.find(({ id }) => id === query.get("class"))
  return {
    ...(isActivityKind(kind) && { kind }),
    ...(day !== null && isDay(day) && { day }),
    ...(known !== undefined && { classes: [known.id] }),
  }
}

type ChangedProps = { readonly id: string; readonly ground: PlanGround }

function ChangedPlan({ id, ground }: ChangedProps) {
  const words = useWords(planWords)
  const shell = useWords(shellWords)
  const edited = useLive(`edited ${id}`, (journal) => readEdited(journal, id))
  if (edited === undefined) return <Wait />
  if (edited === null) {
    const home = (
      <LinkButton look="plain" to={paths.today}>
        {shell.toToday}
      </LinkButton>
    )
    return <Empty action={home}>{words.notFound}</Empty>
  }
  return (
    <PlanForm
      id={`plan ${id}`}
      initial={planOf(edited.activity)}
      asked={{}}
      ground={ground}
      edited={edited}
    />
  )
}
