import { useParams } from "react-router"

import { readClasses } from "#/data/read-class.ts"
import { readById } from "#/data/read.ts"
import { pupilOf, type Pupil } from "#/domain/pupil.ts"
import { className, type SchoolClass } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useDraft } from "#/features/use-draft.ts"
import { useLive } from "#/platform/use-live.ts"
import { classWords } from "#/text/classes.ts"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { PupilFields } from "./pupil-fields.tsx"
import { decodeTyped, type TypedPupil } from "./typed-pupil.ts"

/** Adds a pupil to a class, corrects one, or moves one to another class. */
export function PupilForm() {
  const { classId = "", pupilId } = useParams()
  const words = useWords(classWords)
  const draft = useDraft(`pupil ${pupilId ?? `new in ${classId}`}`, decodeTyped)
  const classes = useLive("classes of a pupil", readClasses)
  const stored = useLive(`pupil form ${pupilId ?? ""}`, async (journal) =>
    pupilId === undefined ? "new" : ((await readById(journal, pupilId)) ?? "none"),
  )
  if (classes === undefined || stored === undefined || draft.found === undefined) return <Wait />
  const schoolClass = classes.find(({ id }) => id === classId)
  if (schoolClass === undefined || stored === "none") {
    return (
      <Page title={words.title} back={{ to: paths.classes, label: words.title }}>
        <Empty icon="person">{stored === "none" ? words.pupil.gone : words.classGone}</Empty>
      </Page>
    )
  }
  const known = stored === "new" ? undefined : pupilOf(stored)
  return (
    <PupilFields
      key={known?.id ?? classId}
      schoolClass={schoolClass}
      known={known}
      draft={draft}
      initial={initialOf(schoolClass, known)}
      classes={offered(classes, schoolClass)}
    />
  )
}

function initialOf(schoolClass: SchoolClass, known: Pupil | undefined): TypedPupil {
  return {
    last: known?.last ?? "",
    first: known?.first ?? "",
    middle: known?.middle ?? "",
    born: known?.born ?? "",
    class: schoolClass.id,
    since: "",
  }
}

/** Classes of the same year into which a pupil may move; one's own always. */
function offered(
  classes: readonly SchoolClass[],
  own: SchoolClass,
): readonly { readonly id: string; readonly name: string }[] {
  return classes
    .filter(({ id, archived, year }) => id === own.id || (!archived && year === own.year))
    .map((one) => ({ id: one.id, name: className(one) }))
}
