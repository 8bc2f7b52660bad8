import { useNavigate } from "react-router"

import type { Json } from "#/base/json.ts"
import { fullName, grammarGender, type Pupil } from "#/domain/pupil.ts"
import type { SchoolClass } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { classWords } from "#/text/classes.ts"
import { useWords } from "#/ui/words.tsx"

import type { TypedPupil } from "./typed-pupil.ts"

type Given = {
  readonly schoolClass: SchoolClass
  readonly known: Pupil | undefined
  readonly classes: readonly { readonly id: string; readonly name: string }[]
}

type Saving = {
  /** True when it is on the disk. */
  readonly save: (typed: TypedPupil) => Promise<boolean>
  readonly leave: (typed: TypedPupil) => Promise<void>
}

/** Adds or corrects a pupil; another class is a move, of which earlier lessons know nothing. */
export function useSavePupil({ schoolClass, known, classes }: Given): Saving {
  const { newId, today } = useServices()
  const words = useWords(classWords).pupilForm
  const save = useSave()
  const navigate = useNavigate()
  return {
    save: async (typed) => {
      const name = fullName(typed)
      if (known === undefined) {
        const edit = {
          id: newId(),
          kind: "pupil",
          cells: { ...named(typed), class: typed.class, status: "active" },
        } as const
        const told = words.added[grammarGender(typed)](name)
        const added = await save([edit], told, [{ ...edit, cells: { gone: true } }])
        return added.kind === "saved"
      }
      const isMoved = typed.class !== schoolClass.id
      const move = isMoved ? { class: typed.class, since: typed.since || today() } : {}
      const to = classes.find(({ id }) => id === typed.class)?.name ?? ""
      const saved = await save(
        [{ id: known.id, kind: "pupil", cells: { ...named(typed), ...move } }],
        isMoved ? words.moved(name, to) : words.saved(name),
      )
      return saved.kind === "saved"
    },
    leave: async (typed) => {
      const to =
        known === undefined ? paths.schoolClass(schoolClass.id) : paths.pupil(typed.class, known.id)
      await navigate(to, { replace: true })
    },
  }
}

/** An empty field is an empty cell. */
function named({ last, first, middle, born }: TypedPupil): Record<string, Json> {
  return { last, first, middle: middle || null, born: born || null }
}
