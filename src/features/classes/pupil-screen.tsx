import type { Pupil } from "#/domain/pupil.ts"
import { fullName } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { classWords } from "#/text/classes.ts"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

import type { BesidePupil } from "./beside-pupil.ts"
import { ClassClashes } from "./class-clashes.tsx"
import { PupilBody, PupilNext, usePupilPlace } from "./pupil-pane.tsx"
import type { ClassView } from "./read-class-view.ts"

type Props = {
  readonly view: ClassView
  readonly pupil: Pupil
  readonly mayKeep: boolean
  readonly Beside: BesidePupil | undefined
}

/** A pupil on a narrow screen: a page of its own. */
export function PupilScreen({ view, pupil, mayKeep, Beside }: Props) {
  const words = useWords(classWords)
  const name = className(view.schoolClass)
  return (
    <Page
      title={fullName(pupil)}
      // The name of a pupil never stands in a browser's history.
      tabTitle={name}
      sub={usePupilPlace(view, pupil)}
      back={{ to: paths.schoolClass(view.schoolClass.id), label: name }}
    >
      <div className="stack">
        <ClassClashes view={view} only={pupil.id} />
        <section className="card card-flush pupil-pane" aria-label={words.pupil.steps}>
          <div className="pupil-head">
            <PupilNext view={view} pupil={pupil} />
          </div>
          <PupilBody view={view} pupil={pupil} mayKeep={mayKeep} Beside={Beside} />
        </section>
      </div>
    </Page>
  )
}
