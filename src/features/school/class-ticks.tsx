import { schoolWords } from "#/text/school.ts"
import { ChipRow, ChoiceChip } from "#/ui/chip.tsx"
import { useWords } from "#/ui/words.tsx"

import type { NamedClass } from "./read-class-names.ts"

type Props = {
  readonly label: string
  readonly classes: readonly NamedClass[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** The classes of the school, to be tapped on and off. */
export function ClassTicks({ label, classes, chosen, onChange }: Props) {
  const words = useWords(schoolWords)
  if (classes.length === 0) return <p className="muted">{words.noClassesYet}</p>
  return (
    <ChipRow label={label}>
      {classes.map(({ id, name }) => {
        const pressed = chosen.includes(id)
        return (
          <ChoiceChip
            key={id}
            pressed={pressed}
            onPress={() =>
              onChange(pressed ? chosen.filter((other) => other !== id) : [...chosen, id])
            }
          >
            {name}
          </ChoiceChip>
        )
      })}
    </ChipRow>
  )
}
