import { lazy } from "react"

import { ActivityScreen } from "#/features/lesson/activity-screen.tsx"

const ConsultationPart = lazy(async () => ({
  default: (await import("#/features/consultation/consultation-part.tsx")).ConsultationPart,
}))

/** An activity, with what a consultation has of its own. */
export function ActivityRoute() {
  return <ActivityScreen Consultation={ConsultationPart} />
}
