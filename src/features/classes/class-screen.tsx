import { lazy, Suspense, useLayoutEffect, useRef } from "react"
import { useParams } from "react-router"

import type { Pupil } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { readsReports } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { useMayKeepLists } from "#/platform/use-may-keep-lists.ts"
import { useRole } from "#/platform/use-role.ts"
import { activityWords, seasonName } from "#/text/activities.ts"
import { classWords } from "#/text/classes.ts"
import { dateWords } from "#/text/dates.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button, LinkButton } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { ToastDock } from "#/ui/toast.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWide } from "#/ui/wide.ts"
import { useWords } from "#/ui/words.tsx"

import { ArchivedPupils } from "./archived-pupils.tsx"
import type { BesidePupil } from "./beside-pupil.ts"
import { ClassActivities } from "./class-activities.tsx"
import { ClassClashes } from "./class-clashes.tsx"
import { ClassMenu, useSetArchived } from "./class-menu.tsx"
import { MatrixLegend } from "./matrix-legend.tsx"
import { PupilElsewhere } from "./pupil-elsewhere.tsx"
import { PupilPane } from "./pupil-pane.tsx"
import { PupilScreen } from "./pupil-screen.tsx"
import { readClassView, type ClassView } from "./read-class-view.ts"
import { SeasonMatrix } from "./season-matrix.tsx"

import "./class-screen.css"

// For the head alone, and it comes with what asks the server: a teacher's class does not wait for it.
const CompletenessLine = lazy(async () => ({
  default: (await import("#/features/completeness-stamp.tsx")).CompletenessLine,
}))

/** A class, and one of its pupils: beside it when wide, instead of it when narrow. */
export function ClassScreen({ Beside }: { readonly Beside?: BesidePupil }) {
  const { classId = "", pupilId } = useParams()
  const { today, place } = useServices()
  const asking = { classId, today: today(), sends: place.mode === "joined" }
  const view = useLive(`class ${classId}`, (journal) => readClassView(journal, asking))
  const words = useWords(classWords)
  if (view === undefined) return <Wait />
  if (view === "none") {
    return (
      <Page title={words.title} back={{ to: paths.classes, label: words.title }}>
        <Empty icon="class">{words.classGone}</Empty>
      </Page>
    )
  }
  return <OpenedClass view={view} pupilId={pupilId} Beside={Beside} />
}

type Given = { readonly Beside: BesidePupil | undefined }

type Opened = Given & { readonly view: ClassView; readonly pupilId: string | undefined }

function OpenedClass({ view, pupilId, Beside }: Opened) {
  const isWide = useWide()
  const mayKeep = useMayKeepLists()
  useReturnToRow(isWide ? undefined : pupilId)
  const all = [...view.pupils, ...view.archived]
  const pupil = all.find(({ id }) => id === pupilId)
  if (pupilId !== undefined && pupil === undefined) {
    return <PupilElsewhere classId={view.schoolClass.id} pupilId={pupilId} />
  }
  if (!isWide && pupil !== undefined) {
    return <PupilScreen view={view} pupil={pupil} mayKeep={mayKeep} Beside={Beside} />
  }
  const picked = { view, pupil, mayKeep, Beside }
  return <ClassBoard {...picked} isWide={isWide} />
}

type Props = {
  readonly view: ClassView
  readonly mayKeep: boolean
}

type Picked = Props & Given & { readonly pupil: Pupil | undefined }

function ClassBoard({ isWide, ...picked }: Picked & { readonly isWide: boolean }) {
  const { view, mayKeep } = picked
  const words = useWords(classWords)
  const besides = isWide && view.pupils.length > 0
  return (
    <Page
      fill={besides}
      className="class-page"
      title={useTitle(view)}
      sub={<Sub view={view} />}
      back={{ to: paths.classes, label: words.title }}
      actions={<Actions view={view} mayKeep={mayKeep} />}
    >
      {besides ? <WideClass {...picked} /> : <NarrowClass {...picked} />}
    </Page>
  )
}

function useTitle({ schoolClass, season }: ClassView): string {
  const activities = useWords(activityWords)
  return `${className(schoolClass)} · ${midSentence(seasonName(activities, season.code))}`
}

/** «сезон 2021», but «РМГ 2026/27». */
function midSentence(name: string): string {
  const [first = "", second = ""] = name
  return second === second.toLocaleUpperCase("ru")
    ? name
    : first.toLocaleLowerCase("ru") + name.slice(1)
}

/** For the head the numbers below are a report: it says of which tablets they are made. */
function Sub({ view: { pupils, schoolClass, listsFrom } }: { readonly view: ClassView }) {
  const words = useWords(classWords)
  const dates = useWords(dateWords)
  const parts = [
    pupils.length === 0 ? words.noPupilsShort : words.pupils(pupils.length),
    schoolClass.teacher === "" ? "" : words.teacher(schoolClass.teacher),
    listsFrom === "" ? "" : words.listsFrom(dates.day(listsFrom)),
  ]
  const told = parts.filter(Boolean).join(" · ")
  if (!readsReports(useRole())) return told
  return (
    <>
      {told}
      <Suspense fallback={null}>
        {" · "}
        <CompletenessLine />
      </Suspense>
    </>
  )
}

function Actions({ view, mayKeep }: Props) {
  const words = useWords(classWords)
  return (
    <>
      {mayKeep && (
        <LinkButton icon="upload" to={`${paths.import}?class=${view.schoolClass.id}`}>
          {words.load}
        </LinkButton>
      )}
      <ClassMenu view={view} mayKeep={mayKeep} />
    </>
  )
}

function WideClass({ view, pupil, mayKeep, Beside }: Picked) {
  return (
    <div className="class-grid">
      <div className="class-list">
        <ArchivedBanner view={view} mayKeep={mayKeep} />
        <MatrixCard view={view} picked={pupil?.id} />
      </div>
      <div className="class-side">
        <div className="class-side-scroll stack stack-close">
          <ClassClashes view={view} />
          {pupil === undefined ? (
            <ClassActivities view={view} coming={4} past={4} mayPlan={mayKeep} />
          ) : (
            <PupilPane key={pupil.id} view={view} pupil={pupil} mayKeep={mayKeep} Beside={Beside} />
          )}
        </div>
        <ToastDock />
        <MatrixLegend glance={view.glance} consents={view.consents} />
      </div>
    </div>
  )
}

function NarrowClass({ view, pupil, mayKeep }: Picked) {
  return (
    <div className="stack">
      <ArchivedBanner view={view} mayKeep={mayKeep} />
      <ClassClashes view={view} />
      {view.pupils.length === 0 ? (
        <>
          <Nobody view={view} mayKeep={mayKeep} />
          <ArchivedPupils view={view} />
        </>
      ) : (
        <>
          <ClassActivities view={view} coming={1} past={0} mayPlan={mayKeep} />
          <MatrixCard view={view} picked={pupil?.id} />
          <MatrixLegend glance={view.glance} consents={view.consents} />
        </>
      )}
    </div>
  )
}

function MatrixCard({
  view,
  picked,
}: {
  readonly view: ClassView
  readonly picked?: string | undefined
}) {
  const { schoolClass, pupils, glance, consents } = view
  return (
    <div className="card card-flush matrix-card">
      <SeasonMatrix
        classId={schoolClass.id}
        pupils={pupils}
        glance={glance}
        consents={consents}
        picked={picked}
      >
        <ArchivedPupils view={view} />
      </SeasonMatrix>
    </div>
  )
}

function Nobody({ view, mayKeep }: Props) {
  const words = useWords(classWords)
  const { id } = view.schoolClass
  return (
    <Empty
      icon="class"
      action={
        mayKeep && (
          <LinkButton look="main" icon="upload" to={`${paths.import}?class=${id}`}>
            {words.load}
          </LinkButton>
        )
      }
      example={
        mayKeep && (
          <LinkButton look="quiet" to={paths.newPupil(id)}>
            {words.menu.addPupil}
          </LinkButton>
        )
      }
    >
      {words.season.empty}
    </Empty>
  )
}

function ArchivedBanner({ view, mayKeep }: Props) {
  const words = useWords(classWords)
  const setArchived = useSetArchived(view.schoolClass)
  if (!view.schoolClass.archived) return null
  return (
    <Banner
      state="late"
      icon="info"
      action={
        mayKeep && (
          <Button look="quiet" onClick={() => void setArchived(false)}>
            {words.restore}
          </Button>
        )
      }
    >
      {words.archivedBanner}
    </Banner>
  )
}

/** Back from a pupil's page the reading goes on at that pupil's row, as if the list had never gone. */
function useReturnToRow(pupilId: string | undefined): void {
  const left = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (pupilId !== undefined) {
      left.current = pupilId
      return
    }
    if (left.current === undefined) return
    document.querySelector<HTMLElement>(`a.who[href$="${left.current}"]`)?.focus()
    left.current = undefined
  }, [pupilId])
}
