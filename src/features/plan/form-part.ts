import type { ActivityPlan, PlanFaults } from "#/domain/activity-plan.ts"

import type { PlanGround } from "./read-plan.ts"

/** What every part of the form works with. */
export interface FormPart {
  readonly plan: ActivityPlan
  readonly change: (part: Partial<ActivityPlan>) => void
  readonly faults: PlanFaults
  /** The person has tried to save: faults are said even where nothing was touched. */
  readonly insist: boolean
  readonly ground: PlanGround
  /** Marks are there already: kind and class stand. */
  readonly isFixed: boolean
}
