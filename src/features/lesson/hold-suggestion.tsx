import { hasRegister } from "#/domain/activity-kind.ts"
import { unmarkedIn, type Register } from "#/domain/register.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { lessonWords } from "#/text/lesson.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"

type Props = { readonly lesson: Lesson; readonly register: Register }

/** When everyone is marked only one thing is left to say: that it was held. */
export function HoldSuggestion({ lesson: { activity }, register }: Props) {
  const words = useWords(lessonWords)
  const save = useSave()
  const { today } = useServices()
  const settled = register.clashes.size === 0 && unmarkedIn(register).length === 0
  if (activity.status !== "planned" || activity.day > today()) return null
  if (!hasRegister(activity.kind) || register.marks.size === 0 || !settled) return null
  const said = words.hold[activity.kind]
  return (
    <p className="lesson-hold">
      <span>{words.allMarked}</span>
      <Button
        icon="check"
        onClick={() => {
          void save([{ id: activity.id, kind: "activity", cells: { status: "held" } }], said)
        }}
      >
        {said}
      </Button>
    </p>
  )
}
