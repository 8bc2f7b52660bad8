import { lazy } from "react"

import { ClassScreen } from "#/features/classes/class-screen.tsx"

const BesidePupil = lazy(async () => ({
  default: (await import("./beside-pupil.tsx")).BesidePupil,
}))

/** A class, with what other parts of the app tell of its pupils. */
export function ClassRoute() {
  return <ClassScreen Beside={BesidePupil} />
}
