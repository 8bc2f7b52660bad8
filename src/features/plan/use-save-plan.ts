import { useNavigate } from "react-router"

import { localPerson } from "#/data/journal.ts"
import { placeActivity } from "#/data/place-activity.ts"
import { planCells, type ActivityPlan } from "#/domain/activity-plan.ts"
import type { Edit } from "#/domain/record.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"

import { likenessOf } from "./likeness.ts"
import { readTwin, type EditedActivity, type PlanGround } from "./read-plan.ts"

type Given = {
  readonly ground: PlanGround
  readonly edited: EditedActivity | undefined
  readonly finish: () => Promise<void>
}

/** Saves a plan without faults and goes to its activity; false when nothing was saved, as where there is one already. */
export function useSavePlan({
  ground,
  edited,
  finish,
}: Given): (plan: ActivityPlan) => Promise<boolean> {
  const { journal, place } = useServices()
  const save = useSave()
  const navigate = useNavigate()
  const idFor = async (plan: ActivityPlan): Promise<string | undefined> => {
    const likeness = likenessOf(plan)
    if (edited !== undefined) {
      const twin = await readTwin(journal, likeness, edited.activity.id)
      return twin === null ? edited.activity.id : undefined
    }
    const placing = await placeActivity(journal, likeness, place.person?.id ?? localPerson)
    return placing.kind === "free" ? placing.id : undefined
  }
  return async (plan) => {
    const id = await idFor(plan)
    if (id === undefined) return false
    const step = ground.season.steps.find(({ kind }) => kind === plan.kind)
    const frame = { season: ground.season.code, step: step?.code ?? null }
    const isNew = edited === undefined
    const moved = isNew || edited.activity.kind !== plan.kind ? frame : {}
    const status = isNew ? { status: "planned" } : {}
    const edit: Edit = {
      id,
      kind: "activity",
      cells: { ...planCells(plan), ...moved, ...status },
    }
    const written = await save([edit])
    if (written.kind !== "saved") return false
    await finish()
    await navigate(paths.activity(id), { replace: true })
    return true
  }
}
