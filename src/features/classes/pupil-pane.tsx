import { Suspense } from "react"

import { nextStep } from "#/domain/next-step.ts"
import { fullName, type Pupil } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useSave } from "#/features/use-save.ts"
import { useMayAsk } from "#/platform/use-may-ask.ts"
import { classWords } from "#/text/classes.ts"
import { dateWords } from "#/text/dates.ts"
import { writtenDay } from "#/text/typed-day.ts"
import { Button, IconLink, LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { BesidePupil } from "./beside-pupil.ts"
import { PupilHistory } from "./pupil-history.tsx"
import { useNextStepSentence } from "./pupil-next.ts"
import { PupilSteps } from "./pupil-steps.tsx"
import type { ClassView } from "./read-class-view.ts"

import "./pupil-pane.css"

type Props = {
  readonly view: ClassView
  readonly pupil: Pupil
  readonly mayKeep: boolean
  readonly Beside: BesidePupil | undefined
}

/** A pupil beside the class: who it is, what comes next, the steps, what can be done. */
export function PupilPane({ view, pupil, mayKeep, Beside }: Props) {
  const words = useWords(classWords).pupil
  return (
    <section className="card card-flush pupil-pane" aria-labelledby="pupil-name">
      <div className="pupil-head">
        <div>
          <p className="muted num">{usePupilPlace(view, pupil)}</p>
          <h2 className="title" id="pupil-name">
            {fullName(pupil)}
          </h2>
        </div>
        <IconLink
          icon="cross"
          label={words.closePane(fullName(pupil))}
          to={paths.schoolClass(view.schoolClass.id)}
        />
        <PupilNext view={view} pupil={pupil} />
      </div>
      <PupilBody view={view} pupil={pupil} mayKeep={mayKeep} Beside={Beside} />
    </section>
  )
}

/** «3 · 7Б», or that the pupil is archived. */
export function usePupilPlace(view: ClassView, pupil: Pupil): string {
  const words = useWords(classWords).pupil
  const name = className(view.schoolClass)
  const index = view.pupils.findIndex(({ id }) => id === pupil.id)
  return index < 0 ? words.inArchive(name) : words.place(index + 1, name)
}

/** «Дальше: закончить диагностику». */
export function PupilNext({ view, pupil }: Pick<Props, "view" | "pupil">) {
  const words = useWords(classWords).pupil
  const sentence = useNextStepSentence()
  const next = nextStep(view.glance.columns, view.glance.states.get(pupil.id) ?? [])
  return (
    <p className="pupil-next">
      {words.next} <b>{sentence(next)}</b>
    </p>
  )
}

/** The part that a pane and a page of its own have in common. */
export function PupilBody({ view, pupil, mayKeep, Beside }: Props) {
  const words = useWords(classWords).pupil
  const dates = useWords(dateWords)
  const setArchived = useSetArchived(pupil)
  const mayErase = useMayAsk("erasePupil")
  const isArchived = pupil.status === "archived"
  const facts = [
    pupil.born === "" ? words.noBirthDate : words.born(writtenDay(pupil.born)),
    pupil.since === "" ? "" : words.since(dates.dayWithYear(pupil.since)),
  ]
  return (
    <>
      <div className="pupil-steps">
        <PupilSteps view={view} pupil={pupil} />
      </div>
      {Beside !== undefined && (
        <Suspense fallback={null}>
          <Beside classId={view.schoolClass.id} pupilId={pupil.id} />
        </Suspense>
      )}
      <div className="pupil-acts">
        <p className="muted num">{facts.filter(Boolean).join(" · ")}</p>
        {mayKeep && (
          <>
            <LinkButton icon="edit" to={paths.editPupil(view.schoolClass.id, pupil.id)}>
              {words.edit}
            </LinkButton>
            <Button look="quiet" onClick={() => void setArchived(!isArchived)}>
              {isArchived ? words.restore : words.archive}
            </Button>
            {mayErase && (
              <LinkButton look="quiet" to={paths.erasePupil(pupil.id)}>
                {words.erase}
              </LinkButton>
            )}
          </>
        )}
        <PupilHistory view={view} pupil={pupil} mayUndo={mayKeep} />
      </div>
    </>
  )
}

function useSetArchived(pupil: Pupil): (archived: boolean) => Promise<void> {
  const words = useWords(classWords).pupil
  const save = useSave()
  return async (archived) => {
    const name = fullName(pupil)
    const told = archived ? words.archivedNow(name) : words.restoredNow(name)
    const status = archived ? "archived" : "active"
    await save([{ id: pupil.id, kind: "pupil", cells: { status } }], told)
  }
}
