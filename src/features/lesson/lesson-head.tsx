import { memo } from "react"

import { className } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords, stepName } from "#/text/activities.ts"
import { commonWords } from "#/text/common.ts"
import { dateWords } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { shellWords } from "#/text/shell.ts"
import { IconLink } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { Lesson } from "./read-lesson.ts"

/** What and when: on a phone two lines, beside the register four. A tap in the register does not draw it anew. */
export const LessonHead = memo(function LessonHead({ lesson }: { readonly lesson: Lesson }) {
  const common = useWords(commonWords)
  const back = useBack(lesson)
  const { title, when, about } = useLessonNames(lesson)
  return (
    <header className="lesson-head">
      <title>{`${when.classes} ${title} · ${common.appName}`.trim()}</title>
      <IconLink
        className="lesson-back"
        icon="back"
        label={common.backTo(back.label)}
        to={back.to}
      />
      <h1 className="title" tabIndex={-1}>
        {title}
      </h1>
      <p className="lesson-when num">{when.whole}</p>
      {about !== "" && <p className="lesson-about muted">{about}</p>}
      <IconLink
        className="lesson-edit"
        icon="edit"
        label={common.edit}
        to={paths.editActivity(lesson.activity.id)}
      />
    </header>
  )
})

/** Back to where one most likely came from: today's lesson from «Сегодня», another from its class. */
function useBack({ activity }: Lesson): { readonly to: string; readonly label: string } {
  const shell = useWords(shellWords)
  const { today } = useServices()
  const [only, second] = activity.classes
  if (activity.day === today()) return { to: paths.today, label: shell.today }
  if (only !== undefined && second === undefined) {
    return { to: paths.schoolClass(only), label: shell.classes }
  }
  return { to: paths.season, label: shell.season }
}

/** What the lesson is called and when and where it is. */
export function useLessonNames({ activity, classes, people }: Lesson) {
  const words = useWords(lessonWords)
  const activities = useWords(activityWords)
  const dates = useWords(dateWords)
  const { today } = useServices()
  const title = activity.title || stepName(activities, activity.kind)
  const named = classes.map(className).join(", ")
  const sameYear = activity.day.slice(0, 4) === today().slice(0, 4)
  const day = sameYear ? dates.shortWeekdayAndDay(activity.day) : dates.dayWithYear(activity.day)
  const hours = [activity.start, activity.end].filter((time) => time !== "").join("–")
  const leader = people.get(activity.leader) ?? activity.leaderName
  const join = (parts: readonly string[]): string => parts.filter((part) => part !== "").join(" · ")
  return {
    title,
    when: {
      whole: join([named, day, hours]),
      /** On paper the year is not «this year» for long. */
      onPaper: join([named, dates.dayWithYear(activity.day), hours]),
      classes: named,
    },
    about: join([activity.place, leader === "" ? "" : words.ledBy(leader)]),
  }
}
