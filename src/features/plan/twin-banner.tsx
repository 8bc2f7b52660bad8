import { useNavigate } from "react-router"

import { withInitials } from "#/domain/initials.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { dateWords } from "#/text/dates.ts"
import { planWords } from "#/text/plan.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import { classNamesOf } from "./class-names-of.ts"
import type { PlanGround, Twin } from "./read-plan.ts"

type TwinProps = {
  readonly twin: Twin
  readonly ground: PlanGround
  readonly finish: () => Promise<void>
}

/** There is one already: it is opened, and never a second made. */
export function TwinBanner({ twin, ground, finish }: TwinProps) {
  const words = useWords(planWords)
  const navigate = useNavigate()
  const save = useSave()
  const { activity } = twin
  const isOff = activity.status === "cancelled"
  const go = async (): Promise<void> => {
    if (isOff) {
      const edit = { id: activity.id, kind: "activity", cells: { status: "planned" } } as const
      if ((await save([edit])).kind !== "saved") return
    }
    await finish()
    await navigate(paths.activity(activity.id), { replace: true })
  }
  const action = (
    <Button look="main" onClick={() => void go()}>
      {isOff ? words.bringBack : words.openTwin}
    </Button>
  )
  return (
    <Banner state="late" icon="info" action={action}>
      {useTwinSentence(twin, ground)}
    </Banner>
  )
}

/** «Урок 7Б сегодня уже начат в 09:10 (Иванова)» */
function useTwinSentence({ activity, hasMarks }: Twin, ground: PlanGround): string {
  const words = useWords(planWords)
  const dates = useWords(dateWords)
  const { place, today } = useServices()
  const { kind, day, start, status } = activity
  const own = activity.leader === place.person?.id ? place.person.name : undefined
  const leader = own ?? (activity.leaderName || (ground.people.get(activity.leader) ?? ""))
  const said = {
    name: words.twinName[kind](classNamesOf(activity, ground)).trim(),
    day: day === today() ? words.today : dates.day(day),
    who: withInitials(leader),
  }
  if (status === "cancelled") return words.twin({ ...said, verb: words.calledOff[kind], hour: "" })
  const isBegun = hasMarks || status === "held"
  const verb = isBegun ? words.begun[kind] : words.planned[kind]
  const at = isBegun ? words.begunAt(start) : words.plannedFor(start)
  return words.twin({ ...said, verb, hour: start === "" ? "" : at })
}
