import { useState } from "react"
import { useNavigate } from "react-router"

import { className, type SchoolClass } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords } from "#/text/activities.ts"
import { todayWords } from "#/text/today.ts"
import { Button, type ButtonProps } from "#/ui/button.tsx"
import { ChoiceChip, ChipRow } from "#/ui/chip.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = Pick<ButtonProps, "look" | "big" | "children"> & {
  readonly classes: readonly SchoolClass[]
}

/** A lesson that nobody planned, begun now: a tap here and a tap on the class. */
export function StartNow({ classes, look, big, children }: Props) {
  const words = useWords(todayWords)
  const [isOpen, setOpen] = useState(false)
  const begin = useBegin()
  const press = (): void => {
    const [only, ...others] = classes
    if (only !== undefined && others.length === 0) void begin(only)
    else setOpen(!isOpen)
  }
  return (
    <>
      <Button look={look} big={big} aria-expanded={isOpen} onClick={press}>
        {children}
      </Button>
      {isOpen && (
        <div className="today-classes">
          <p>{words.startNowIn}</p>
          <ChipRow label={words.startNowIn}>
            {classes.map((schoolClass) => (
              <ChoiceChip
                key={schoolClass.id}
                pressed={false}
                onPress={() => void begin(schoolClass)}
              >
                {className(schoolClass)}
              </ChoiceChip>
            ))}
          </ChipRow>
        </div>
      )}
    </>
  )
}

/** Begins the lesson, or opens the one this class has today already. */
function useBegin(): (schoolClass: SchoolClass) => Promise<void> {
  const services = useServices()
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const save = useSave()
  const toasts = useToast()
  const navigate = useNavigate()
  return async (schoolClass) => {
    const { beginNow } = await import("./begin-now.ts")
    const begun = await beginNow(services, schoolClass.id)
    if (begun.kind === "there") {
      const { id, start } = begun.activity
      const named = `${className(schoolClass)}, ${kinds.kindInText.lesson}`
      toasts.show({ text: words.already(named, start) })
      await navigate(paths.activity(id))
      return
    }
    const written = await save([begun.edit])
    if (written.kind === "saved") await navigate(paths.activity(begun.edit.id))
  }
}
