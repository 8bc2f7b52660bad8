import { paths } from "#/features/paths.ts"
import { lessonWords } from "#/text/lesson.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"

/** Nobody to mark: the class has no pupils yet. */
export function EmptyRegister({ lesson }: { readonly lesson: Lesson }) {
  const words = useWords(lessonWords)
  const [first] = lesson.activity.classes
  return (
    <Empty
      icon="class"
      action={
        first === undefined ? undefined : (
          <LinkButton to={paths.schoolClass(first)}>{words.toClass}</LinkButton>
        )
      }
    >
      {words.emptyClass}
    </Empty>
  )
}
