import type { ComponentType } from "react"

import type { Activity } from "#/domain/activity.ts"
import type { Pupil } from "#/domain/pupil.ts"
import type { SchoolClass } from "#/domain/school-class.ts"

/** What a consultation has beside checklist and note; given from outside, since it belongs to another part of the app. */
export type ConsultationSlot = ComponentType<{
  readonly activity: Activity
  readonly classes: readonly SchoolClass[]
  /** In the order of the register. */
  readonly pupils: readonly Pupil[]
  readonly schoolName: string
}>
