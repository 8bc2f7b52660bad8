import { useNavigate } from "react-router"

import { hasField, type ActivityPlan } from "#/domain/activity-plan.ts"
import { withInitials } from "#/domain/initials.ts"
import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords } from "#/text/activities.ts"
import { capitalised, dateWords } from "#/text/dates.ts"
import { planWords } from "#/text/plan.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import type { FormPart } from "./form-part.ts"
import type { EditedActivity, PlanGround, Twin } from "./read-plan.ts"

type Props = {
  readonly part: FormPart
  readonly twin: Twin | null
  readonly edited: EditedActivity | undefined
  readonly finish: () => Promise<void>
  readonly isSaving: boolean
}

/** What will come of it, and the one big button. */
export function PlanSide({ part, twin, edited, finish, isSaving }: Props) {
  const words = useWords(planWords)
  const dates = useWords(dateWords)
  const kinds = useWords(activityWords)
  const { plan, ground } = part
  const classes = classesOf(plan, ground)
  const named = plan.title.trim() || kinds.kind[plan.kind]
  const hours = plan.end === "" ? plan.start : `${plan.start}–${plan.end}`
  const verb = edited === undefined ? words.plan : words.save
  return (
    <Card title={words.summary}>
      <div className="stack stack-close">
        <div>
          <p className="title">{[classes, named].filter((said) => said !== "").join(" · ")}</p>
          <p className="num">
            {plan.day === "" ? words.noDayYet : capitalised(dates.weekdayAndDay(plan.day))}
            {hasField(plan.kind, "start") && hours !== "" && `, ${hours}`}
          </p>
          {plan.place.trim() !== "" && hasField(plan.kind, "place") && <p>{plan.place}</p>}
        </div>
        {twin === null ? (
          <Button look="main" big wide type="submit" disabled={isSaving}>
            {edited === undefined && plan.kind === "training" ? words.log : verb}
          </Button>
        ) : (
          <TwinBanner twin={twin} ground={ground} finish={finish} />
        )}
        {edited !== undefined && <CallOff edited={edited} ground={ground} />}
      </div>
    </Card>
  )
}

function classesOf(plan: Pick<ActivityPlan, "classes" | "kind">, ground: PlanGround): string {
  if (!hasField(plan.kind, "classes")) return ""
  return ground.classes
    .filter(({ id }) => plan.classes.includes(id))
    .map(className)
    .join(", ")
}

type TwinProps = {
  readonly twin: Twin
  readonly ground: PlanGround
  readonly finish: () => Promise<void>
}

/** There is one already: it is opened, and never a second made. */
function TwinBanner({ twin, ground, finish }: TwinProps) {
  const words = useWords(planWords)
  const navigate = useNavigate()
  const save = useSave()
  const { activity } = twin
  const isOff = activity.status === "cancelled"
  const go = async (): Promise<void> => {
    if (isOff) {
      const edit = { id: activity.id, kind: "activity", cells: { status: "planned" } } as const
      if ((await save([edit])).kind !== "saved") return
    }
    await finish()
    await navigate(paths.activity(activity.id), { replace: true })
  }
  return (
    <>
      <Banner state="late" icon="info">
        {useTwinSentence(twin, ground)}
      </Banner>
      <Button look="main" big wide onClick={() => void go()}>
        {isOff ? words.bringBack : words.openTwin}
      </Button>
    </>
  )
}

/** «Урок 7Б сегодня уже начат в 09:10 (Иванова)» */
function useTwinSentence({ activity, hasMarks }: Twin, ground: PlanGround): string {
  const words = useWords(planWords)
  const dates = useWords(dateWords)
  const { place, today } = useServices()
  const { kind, day, start, status } = activity
  const isBegun = hasMarks || status === "held"
  const standing = isBegun ? words.begun[kind] : words.planned[kind]
  const verb = status === "cancelled" ? words.calledOff[kind] : standing
  const own = activity.leader === place.person?.id ? place.person.name : undefined
  const leader = own ?? (activity.leaderName || (ground.people.get(activity.leader) ?? ""))
  const name = words.twinName[kind](classesOf(activity, ground)).trim()
  return words.twin(name, {
    day: day === today() ? words.today : dates.day(day),
    verb,
    start: status === "cancelled" ? "" : start,
    who: withInitials(leader),
  })
}

type OffProps = { readonly edited: EditedActivity; readonly ground: PlanGround }

/** Calling off can be taken back, at once and later. */
function CallOff({ edited, ground }: OffProps) {
  const words = useWords(planWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const save = useSave()
  const { activity } = edited
  const { id, kind } = activity
  const subject = `${kinds.kindName[kind]}, ${dates.day(activity.day)}`
  const named = [classesOf(activity, ground), subject].filter((said) => said !== "").join(" · ")
  if (activity.status === "cancelled") {
    return (
      <>
        <Banner state="unmarked" icon="info">
          {words.isCancelled}
        </Banner>
        <Button
          wide
          onClick={() => {
            void save(
              [{ id, kind: "activity", cells: { status: "planned" } }],
              words.backToast(named),
            )
          }}
        >
          {words.bringBack}
        </Button>
      </>
    )
  }
  return (
    <Button
      className="plan-off"
      look="harm"
      wide
      onClick={() => {
        const edit = { id, kind: "activity", cells: { status: "cancelled" } } as const
        void save([edit], words.cancelledToast(named))
      }}
    >
      {words.cancel[kind]}
    </Button>
  )
}
