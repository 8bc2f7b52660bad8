import { hasField } from "#/domain/activity-plan.ts"
import { useSave } from "#/features/use-save.ts"
import { activityWords } from "#/text/activities.ts"
import { capitalised, dateWords } from "#/text/dates.ts"
import { planWords } from "#/text/plan.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import { classNamesOf } from "./class-names-of.ts"
import type { FormPart } from "./form-part.ts"
import type { EditedActivity, PlanGround } from "./read-plan.ts"

type Props = {
  readonly part: FormPart
  /** It is there already: then there is nothing to save. */
  readonly isTwin: boolean
  readonly edited: EditedActivity | undefined
  readonly isSaving: boolean
}

/** What will come of it, and the one big button. */
export function PlanSide({ part, isTwin, edited, isSaving }: Props) {
  const words = useWords(planWords)
  const dates = useWords(dateWords)
  const kinds = useWords(activityWords)
  const { plan, ground } = part
  const classes = classNamesOf(plan, ground)
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
        {!isTwin && (
          <Button look="main" big wide type="submit" disabled={isSaving}>
            {edited === undefined && plan.kind === "training" ? words.log : verb}
          </Button>
        )}
        {edited !== undefined && <CallOff edited={edited} ground={ground} />}
      </div>
    </Card>
  )
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
  const named = [classNamesOf(activity, ground), subject].filter((said) => said !== "").join(" · ")
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
