import { activityWords } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { queueWords } from "#/text/queue.ts"
import { useWords } from "#/ui/words.tsx"

import type { About, ActivityName } from "./about-record.ts"

/** Sentences about records: «Урок 7Б 12 октября: отметки 24 учеников». */
export function useAbout(): {
  readonly tell: (about: About) => string
  readonly name: (of: ActivityName) => string
} {
  const { about: words } = useWords(queueWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const name = ({ activityKind, classes, day }: ActivityName): string => {
    const kind = activityKind === undefined ? words.someActivity : kinds.kindName[activityKind]
    return words.activityOn(kind, classes, day === "" ? "" : dates.day(day))
  }
  const tell = (about: About): string => {
    switch (about.kind) {
      case "register":
        return words.register(name(about.of), about.marks)
      case "checklist":
        return words.checklist(name(about.of))
      case "activity":
        return words.activity[about.change](name(about.of))
      case "pupil":
        return words.pupil[about.change](words.pupilNamed[about.gender](about.name))
      case "consent":
        return words.consent(about.name)
      case "sitting":
        return words.sitting(about.name)
      case "recommendation":
        return words.recommendation(about.name)
      case "instrument":
        return words.instrument(about.code)
      case "class":
        return words.schoolClass[about.change](about.name || words.someClass)
      case "template":
        return words.template(
          about.activityKind === undefined
            ? words.someActivity
            : kinds.kindInText[about.activityKind],
        )
      case "season":
      case "school":
      case "person":
        return words[about.kind]
      case "import":
        return words.import(about.day === "" ? "" : dates.day(about.day), about.added)
    }
  }
  return { tell, name }
}
