import { useRef, useState } from "react"

import { activityKinds, hasRegister } from "#/domain/activity-kind.ts"
import { hasField, planFaults, type ActivityPlan } from "#/domain/activity-plan.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { activityWords } from "#/text/activities.ts"
import { planWords } from "#/text/plan.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { DetailsCard } from "./details-card.tsx"
import type { FormPart } from "./form-part.ts"
import { likenessOf } from "./likeness.ts"
import { usePlanDraft, type PlanDraft } from "./plan-draft.ts"
import { PlanSide } from "./plan-side.tsx"
import { readTwin, type EditedActivity, type PlanGround } from "./read-plan.ts"
import { TwinBanner } from "./twin-banner.tsx"
import { useSavePlan } from "./use-save-plan.ts"
import { WhenCard } from "./when-card.tsx"
import { WhoCard } from "./who-card.tsx"

type Props = {
  /** Under which name what is unfinished is kept. */
  readonly id: string
  readonly initial: ActivityPlan
  readonly asked: Partial<ActivityPlan>
  readonly ground: PlanGround
  readonly edited?: EditedActivity
}

export function PlanForm({ id, initial, asked, ground, edited }: Props) {
  const draft = usePlanDraft(id, initial, asked)
  if (draft === undefined) return <Wait />
  return <Form draft={draft} ground={ground} edited={edited} />
}

type FormProps = {
  readonly draft: PlanDraft
  readonly ground: PlanGround
  readonly edited: EditedActivity | undefined
}

function Form({ draft, ground, edited }: FormProps) {
  const [insist, setInsist] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { plan, change } = draft
  const likeness = likenessOf(plan)
  const ownId = edited?.activity.id
  const twin = useLive(`twin ${JSON.stringify(likeness)}`, (journal) =>
    readTwin(journal, likeness, ownId),
  )
  // What is being saved is not its own twin.
  const twinShown = isSaving ? null : (twin ?? null)
  const savePlan = useSavePlan({ ground, edited, finish: draft.finish })
  const faults = planFaults(plan)
  const part: FormPart = {
    plan,
    change,
    faults,
    insist,
    ground,
    isFixed: edited?.hasMarks ?? false,
  }
  const save = async (): Promise<void> => {
    setSaving(true)
    if (!(await savePlan(plan))) setSaving(false)
  }
  const submit = (): void => {
    if (Object.keys(faults).length === 0) {
      void save()
      return
    }
    setInsist(true)
    requestAnimationFrame(() => toFirstFault(form.current))
  }
  return (
    <form
      ref={form}
      className="with-side"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="stack">
        {draft.isRestored && <Restored onAnew={draft.startAnew} />}
        <KindCard {...part} />
        {hasField(plan.kind, "classes") && ground.classes.length > 0 && <WhoCard {...part} />}
        {twinShown && <TwinBanner twin={twinShown} ground={ground} finish={draft.finish} />}
        <WhenCard {...part} />
        <DetailsCard {...part} />
      </div>
      <div className="stack plan-side">
        <PlanSide part={part} isTwin={twinShown !== null} edited={edited} isSaving={isSaving} />
      </div>
    </form>
  )
}

function Restored({ onAnew }: { readonly onAnew: () => void }) {
  const words = useWords(planWords)
  const anew = (
    <Button look="quiet" onClick={onAnew}>
      {words.startAnew}
    </Button>
  )
  return (
    <Banner state="waiting" icon="edit" action={anew}>
      {words.draftKept}
    </Banner>
  )
}

function KindCard({ plan, change, isFixed }: FormPart) {
  const words = useWords(planWords)
  const kinds = useWords(activityWords)
  const { today } = useServices()
  return (
    <Card title={words.what}>
      <ChipRow label={words.what}>
        {activityKinds.map((kind) => (
          <ChoiceChip
            key={kind}
            pressed={plan.kind === kind}
            disabled={isFixed}
            onPress={() => {
              const mode = kind === "exhibition" || kind === "trial" ? "partner" : "school"
              const day = plan.day || (hasRegister(kind) ? today() : "")
              change({ kind, mode, day })
            }}
          >
            {kinds.kindName[kind]}
          </ChoiceChip>
        ))}
      </ChipRow>
      <p className="muted plan-kind">{kinds.kind[plan.kind]}</p>
    </Card>
  )
}

/** The place that needs a hand: the first field said to be wrong, or the first sentence about a choice. */
function toFirstFault(form: HTMLFormElement | null): void {
  const wrong = form?.querySelector<HTMLElement>("[aria-invalid=true], .plan-fault")
  wrong?.focus()
}
