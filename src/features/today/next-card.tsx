import { lazy, Suspense } from "react"

import { withInitials } from "#/domain/initials.ts"
import { tallyOf } from "#/domain/register.ts"
import { paths } from "#/features/paths.ts"
import { localDay } from "#/platform/calendar.ts"
import { useServices } from "#/platform/services.tsx"
import { useAppStored } from "#/platform/use-app-stored.ts"
import { activityWords } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card, Facts, type Fact } from "#/ui/card.tsx"
import { Chip } from "#/ui/chip.tsx"
import { useWords } from "#/ui/words.tsx"

import { joined, longLabel } from "./activity-label.ts"
import { PrintList } from "./print-list.tsx"
import type { TodayView, WithRegister } from "./read-today.ts"
import { useBeforeLesson } from "./use-before-lesson.ts"

const DiagnosticReady = lazy(async () => ({
  default: (await import("./diagnostic-ready.tsx")).DiagnosticReady,
}))

type Props = { readonly view: TodayView; readonly next: WithRegister; readonly nowMs: number }

/** What comes next, with the one big button of the day. */
export function NextCard({ view, next, nowMs }: Props) {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const { place } = useServices()
  const { activity, register } = next
  const leader = activity.leaderName || (view.people.get(activity.leader) ?? "")
  const own = activity.leader === place.person?.id ? place.person.name : leader
  const hours = activity.end === "" ? activity.start : `${activity.start}–${activity.end}`
  const isHere = useAppStored() && register.list.length > 0
  const to = paths.activity(activity.id)
  const isDiagnostic = activity.kind === "diagnostic"
  return (
    <Card next label={words.next}>
      <div className="line line-between">
        <p className="muted num">{joined([useCaption(next, nowMs), useWhen(next, nowMs)])}</p>
        {isHere && (
          <Chip state="present" icon="check">
            {words.offlineReady}
          </Chip>
        )}
      </div>
      <h2 className="title-large today-next">{longLabel(activity, view.classes, kinds)}</h2>
      <p className="num">
        {joined([hours, activity.place, own === "" ? "" : words.led(withInitials(own))])}
      </p>
      <NextFacts next={next} grade={gradeOf(next, view)} />
      {isDiagnostic && (
        <Suspense>
          <DiagnosticReady next={next} />
        </Suspense>
      )}
      <div className="line">
        <LinkButton
          className="today-start"
          look="main"
          big
          to={isDiagnostic ? `${to}?show=test` : to}
        >
          {useVerb(next, nowMs)}
        </LinkButton>
        <LinkButton look="quiet" to={`${to}?show=checklist`}>
          {words.checklist}
        </LinkButton>
        {register.list.length > 0 && (
          <PrintList
            title={longLabel(activity, view.classes, kinds)}
            when={joined([dates.weekdayAndDay(activity.day), hours, activity.place])}
            pupils={register.list}
          />
        )}
      </div>
    </Card>
  )
}

function isGoing({ activity }: WithRegister, nowMs: number): boolean {
  return (
    activity.day === localDay(new Date(nowMs)) &&
    activity.start !== "" &&
    startMs(activity) <= nowMs
  )
}

function startMs(activity: { readonly day: string; readonly start: string }): number {
  return new Date(`${activity.day}T${activity.start}:00`).getTime()
}

function useCaption(next: WithRegister, nowMs: number): string {
  const words = useWords(todayWords)
  if (isGoing(next, nowMs)) return words.going
  return next.activity.kind === "lesson" ? words.next : words.nextOther
}

function useWhen({ activity }: WithRegister, nowMs: number): string {
  const dates = useWords(dateWords)
  const today = localDay(new Date(nowMs))
  if (activity.day !== today) {
    return joined([dates.daysFrom(activity.day, today), dates.weekdayAndDay(activity.day)])
  }
  if (activity.start === "" || startMs(activity) <= nowMs) return ""
  return dates.fromNow(startMs(activity), nowMs)
}

function useVerb(next: WithRegister, nowMs: number): string {
  const words = useWords(todayWords)
  const { activity, register } = next
  if (register.marks.size > 0) return words.resume
  return activity.day === localDay(new Date(nowMs)) ? words.start[activity.kind] : words.openAhead
}

function gradeOf({ activity }: WithRegister, { classes }: TodayView): number | undefined {
  return classes.find(({ id }) => activity.classes.includes(id))?.grade
}

type FactsProps = Pick<Props, "next"> & { readonly grade: number | undefined }

function NextFacts({ next, grade }: FactsProps) {
  const words = useWords(todayWords)
  const { activity, register } = next
  const before = useBeforeLesson({ activity, grade })
  const { marked, total } = tallyOf(register)
  const facts: Fact[] = []
  if (total > 0) facts.push({ term: words.list, value: words.pupils(total) })
  if (marked > 0) facts.push({ term: words.marked, value: words.markedOf(marked, total) })
  if (before !== undefined) {
    const term = activity.kind === "lesson" ? words.beforeLesson : words.beforeOther
    facts.push({ term, value: words.ready(before.done, before.of) })
  }
  return facts.length === 0 ? <div className="today-gap" /> : <Facts facts={facts} />
}
