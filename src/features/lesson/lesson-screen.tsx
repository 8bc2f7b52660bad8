import { Fragment, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useSearchParams } from "react-router"

import { hasRegister } from "#/domain/activity-kind.ts"
import type { Mark } from "#/domain/mark.ts"
import type { ShownRecord } from "#/domain/record.ts"
import { fillRestEdit, markEdit, registerOf, unmarkedIn } from "#/domain/register.ts"
import { useSave } from "#/features/use-save.ts"
import { lessonWords } from "#/text/lesson.ts"
import { markWords } from "#/text/marks.ts"
import { StatusSlot } from "#/ui/status-slot.tsx"
import { ToastDock } from "#/ui/toast.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWide } from "#/ui/wide.ts"
import { useWords } from "#/ui/words.tsx"

import { ActivityFacts } from "./activity-facts.tsx"
import type { ConsultationSlot } from "./consultation-slot.ts"
import { EmptyRegister } from "./empty-register.tsx"
import { HoldSuggestion } from "./hold-suggestion.tsx"
import { LessonHead } from "./lesson-head.tsx"
import { LessonNotices } from "./lesson-notices.tsx"
import { LessonPart, LessonTabs, WhoPart, type PartId } from "./lesson-parts.tsx"
import { LessonSheet, usePrinting } from "./lesson-sheet.tsx"
import { LiveCount } from "./live-count.tsx"
import { markButtonsOf } from "./mark-buttons.ts"
import type { Lesson } from "./read-lesson.ts"
import { registerLines } from "./register-lines.ts"
import { RegisterList } from "./register-list.tsx"
import { useSessionDesk } from "./use-session-desk.tsx"

import "./lesson-screen.css"

type Props = {
  readonly lesson: Lesson
  readonly record: ShownRecord | undefined
  readonly Consultation: ConsultationSlot | undefined
}

/** The register has the whole height; head, count, notices and the parts of the lesson stand beside it. */
export function LessonScreen({ lesson, record, Consultation }: Props) {
  const words = useWords(lessonWords)
  const wide = useWide()
  const [query] = useSearchParams()
  const [chosen, setPart] = useState<PartId>()
  const [pupilAsked, setPupilAsked] = useState<string>()
  const { register, lines, buttons, mark, fill } = useRegister(lesson, record)
  const printing = usePrinting()
  const showHistory = useCallback((pupil: string) => {
    setPupilAsked(pupil)
    setPart("history")
  }, [])
  const view = { lesson, register, lines, buttons }
  const wanted = chosen ?? partAsked(query.get("show"))
  const options = { wide, isShown: wanted === "test", onHistory: showHistory }
  const { desk, isMissing, isElsewhere, isAsking } = useSessionDesk(view, options)
  // A test on the platform or on paper has nothing to look at but its marks.
  const part = chosen === undefined && wanted === "test" && isElsewhere ? "who" : wanted
  const shownPart = wide && part === "who" ? "checklist" : part
  const session = shownPart === "test" ? desk : undefined

  // The register would be drawn for nobody: the session takes its place as soon as it is read.
  if (isAsking && chosen === undefined && wanted === "test") return <Wait />

  const who = hasRegister(lesson.activity.kind) ? (
    <section className="lesson-reg" key="register" aria-label={words.whoIsHere}>
      {lines.length === 0 ? (
        <EmptyRegister lesson={lesson} />
      ) : (
        <RegisterList {...view} onMark={mark} onHistory={showHistory} />
      )}
      {!wide && <HoldSuggestion lesson={lesson} register={register} />}
    </section>
  ) : (
    <section className="lesson-reg" key="register">
      <ActivityFacts lesson={lesson} />
    </section>
  )
  const hasSteps = Consultation !== undefined && lesson.activity.kind === "consultation"
  const steps = hasSteps && shownPart === "steps" && (
    <Suspense fallback={<Wait />}>
      <Consultation
        activity={lesson.activity}
        classes={lesson.classes}
        pupils={lines.flatMap(({ pupil }) => lesson.named.get(pupil) ?? [])}
        schoolName={lesson.schoolName}
      />
    </Suspense>
  )
  const head = <LessonHead key="head" lesson={lesson} />
  const live = hasRegister(lesson.activity.kind) && lines.length > 0 && (
    <Fragment key="live">{session?.live ?? <LiveCount {...view} onFill={fill} />}</Fragment>
  )
  const beside =
    session?.beside === undefined ? who : <Fragment key="session">{session.beside}</Fragment>
  const parts = (
    <div className="lesson-rest" key="rest">
      <LessonNotices {...view} suggest={wide} />
      <LessonTabs
        kind={lesson.activity.kind}
        hasSteps={hasSteps}
        wide={wide}
        current={shownPart}
        onChange={(next) => {
          setPupilAsked(undefined)
          setPart(next)
        }}
      />
      {shownPart === "who" ? (
        <WhoPart>{who}</WhoPart>
      ) : (
        <LessonPart
          {...view}
          part={shownPart}
          pupil={pupilAsked}
          onAllHistory={() => {
            setPupilAsked(undefined)
          }}
          onPrint={printing.print}
          session={session?.part}
          steps={steps}
          isMissing={isMissing}
        />
      )}
    </div>
  )
  const foot = (
    <footer className="lesson-foot" key="foot">
      <ToastDock />
      <StatusSlot look="flat" />
    </footer>
  )
  return (
    <>
      <div className="lesson no-print" data-kind={lesson.activity.kind} data-part={shownPart}>
        {wide ? [head, live, beside, parts, foot] : [head, foot, live, parts]}
      </div>
      {printing.sheet !== null && (
        <LessonSheet {...view} sheet={printing.sheet} onReady={printing.ready} />
      )}
    </>
  )
}

/** «Чек-лист» on «Сегодня» leads straight to it, and pupil mode back to the test. */
function partAsked(show: string | null): PartId {
  return show === "checklist" || show === "test" || show === "steps" ? show : "who"
}

/** The register, its pupils in order, and the two ways of marking them. */
function useRegister(lesson: Lesson, record: ShownRecord | undefined) {
  const words = useWords(lessonWords)
  const marks = useWords(markWords)
  const save = useSave()
  const { activity, pupils, named } = lesson
  const buttons = markButtonsOf(activity.kind)
  const register = useMemo(() => registerOf(activity, record, pupils), [activity, record, pupils])
  const lines = useMemo(
    () => registerLines(register.list, named, words.nameUnknown),
    [register.list, named, words.nameUnknown],
  )
  const latest = useRef({ register, lines })
  useEffect(() => {
    latest.current = { register, lines }
  })
  const mark = useCallback(
    (pupil: string, tapped: Mark) => {
      const now = latest.current
      const line = now.lines.find((one) => one.pupil === pupil)
      if (line === undefined) return
      const isSet = now.register.marks.get(pupil)?.mark === tapped
      const said = isSet
        ? marks.cleared(line.called)
        : marks.told(line.called, marks.said[tapped][line.gender])
      void save([markEdit(now.register, pupil, isSet ? null : tapped)], said)
    },
    [save, marks],
  )
  const { yes } = buttons
  const fill = useCallback(() => {
    const now = latest.current.register
    const said = words.filled[yes](unmarkedIn(now).length)
    void save([fillRestEdit(now, yes)], said)
  }, [save, words, yes])
  return { register, lines, buttons, mark, fill }
}
