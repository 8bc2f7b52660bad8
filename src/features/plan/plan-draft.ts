import { useEffect, useState } from "react"
import * as v from "valibot"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import { activityKinds } from "#/domain/activity-kind.ts"
import { placeModes, stages, type ActivityPlan } from "#/domain/activity-plan.ts"
import { useServices } from "#/platform/services.tsx"

const ids = v.array(v.string())

const draftSchema = v.object({
  kind: v.picklist(activityKinds),
  classes: ids,
  isPart: v.boolean(),
  group: ids,
  day: v.string(),
  until: v.string(),
  start: v.string(),
  end: v.string(),
  place: v.string(),
  mode: v.picklist(placeModes),
  leader: v.string(),
  leaderName: v.string(),
  title: v.string(),
  topic: v.string(),
  instrument: v.string(),
  stage: v.picklist(stages),
  partner: v.string(),
  people: v.string(),
  provider: v.string(),
  hours: v.string(),
  modules: v.string(),
  certificate: v.string(),
})

export interface PlanDraft {
  readonly plan: ActivityPlan
  readonly change: (part: Partial<ActivityPlan>) => void
  /** Something left unfinished before was found and goes on. */
  readonly isRestored: boolean
  readonly startAnew: () => void
  /** Saved: nothing is unfinished any more. */
  readonly finish: () => Promise<void>
}

/**
 * What is being typed, kept with every change so that neither an update nor a reload loses a word.
 * Undefined until it is known whether something was left unfinished.
 * @param asked what the address asks for: it counts before what was left unfinished
 */
export function usePlanDraft(
  id: string,
  initial: ActivityPlan,
  asked: Partial<ActivityPlan>,
): PlanDraft | undefined {
  const { journal } = useServices()
  const [state, setState] = useState<{ plan: ActivityPlan; isRestored: boolean }>()
  const [first] = useState({ initial, asked })
  useEffect(() => {
    let isOver = false
    const load = async (): Promise<void> => {
      const kept = v.safeParse(draftSchema, await readDraft(journal, id))
      if (isOver) return
      const plan = kept.success ? { ...kept.output, ...first.asked } : first.initial
      setState({ plan, isRestored: kept.success })
    }
    void load()
    return () => {
      isOver = true
    }
  }, [journal, id, first])
  if (state === undefined) return undefined
  return {
    ...state,
    change: (part) => {
      const plan = { ...state.plan, ...part }
      setState({ plan, isRestored: state.isRestored })
      void keepDraft(journal, id, plan)
    },
    startAnew: () => {
      setState({ plan: first.initial, isRestored: false })
      void keepDraft(journal, id, null)
    },
    finish: async () => {
      await keepDraft(journal, id, null)
    },
  }
}
