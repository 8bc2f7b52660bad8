import { hasField, type ActivityPlan } from "#/domain/activity-plan.ts"
import { className } from "#/domain/school-class.ts"

import type { PlanGround } from "./read-plan.ts"

/** «7А, 7Б»; empty for a kind without classes, or when none is chosen yet. */
export function classNamesOf(
  plan: Pick<ActivityPlan, "classes" | "kind">,
  { classes }: PlanGround,
): string {
  if (!hasField(plan.kind, "classes")) return ""
  return classes
    .filter(({ id }) => plan.classes.includes(id))
    .map(className)
    .join(", ")
}
