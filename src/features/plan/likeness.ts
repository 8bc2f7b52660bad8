import { hasField, type ActivityPlan } from "#/domain/activity-plan.ts"
import type { Likeness } from "#/domain/same-activity.ts"

/** What of a plan tells it from another. */
export function likenessOf(plan: ActivityPlan): Likeness {
  const { kind, day } = plan
  return {
    kind,
    day,
    classes: hasField(kind, "classes") ? plan.classes : [],
    group: plan.isPart && hasField(kind, "group") ? plan.group : [],
    start: hasField(kind, "start") ? plan.start : "",
    title: hasField(kind, "title") ? plan.title.trim() : "",
  }
}
