import type { ComponentType } from "react"

/** What other parts of the app tell of a pupil (results, recommendations); given from outside, and loaded apart. */
export type BesidePupil = ComponentType<{ readonly classId: string; readonly pupilId: string }>
