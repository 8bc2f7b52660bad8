import { hasRegister } from "#/domain/activity-kind.ts"
import type { ActivityStatus } from "#/domain/activity.ts"
import type { Mark } from "#/domain/mark.ts"
import { receiptCode } from "#/domain/receipt-code.ts"
import { tallyOf, type Register } from "#/domain/register.ts"
import { useSave } from "#/features/use-save.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords } from "#/text/activities.ts"
import { capitalised } from "#/text/dates.ts"
import { lessonWords } from "#/text/lesson.ts"
import { markWords } from "#/text/marks.ts"
import { Button } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

import type { SheetKind } from "./lesson-sheet.tsx"
import { useSums } from "./live-count.tsx"
import type { MarkButtons } from "./mark-buttons.ts"
import type { Lesson } from "./read-lesson.ts"
import type { RegisterLine } from "./register-lines.ts"

type Props = {
  readonly lesson: Lesson
  readonly register: Register
  readonly lines: readonly RegisterLine[]
  readonly buttons: MarkButtons
  readonly onPrint: (sheet: SheetKind) => void
}

/** How it ended: held or not, who was not there, and the papers. */
export function SummaryPart(props: Props) {
  const { lesson, onPrint } = props
  const words = useWords(lessonWords)
  const byName = hasRegister(lesson.activity.kind)
  const sheets: readonly (readonly [SheetKind, string])[] = byName
    ? [
        ["register", words.sums.printRegister],
        ["blank", words.sums.printBlank],
        ["checklist", words.sums.printChecklist],
      ]
    : [["checklist", words.sums.printChecklist]]
  return (
    <div className="lesson-words">
      <Status lesson={lesson} />
      {byName && <WhoMissed {...props} />}
      <section aria-label={words.sums.printing}>
        <h3 className="lesson-sub">{words.sums.printing}</h3>
        <div className="lesson-sheets">
          {sheets.map(([sheet, label]) => (
            <Button
              key={sheet}
              icon="print"
              onClick={() => {
                onPrint(sheet)
              }}
            >
              {label}
            </Button>
          ))}
        </div>
      </section>
    </div>
  )
}

function Status({ lesson: { activity } }: Pick<Props, "lesson">) {
  const words = useWords(lessonWords)
  const kinds = useWords(activityWords)
  const save = useSave()
  const { today } = useServices()
  const set = (status: ActivityStatus, said: string) => (): void => {
    void save([{ id: activity.id, kind: "activity", cells: { status } }], said)
  }
  const { kind, status } = activity
  return (
    <section aria-label={words.sums.status}>
      <p className="lesson-status">
        {words.sums.status}: <b>{kinds.status[status]}</b>
      </p>
      <div className="lesson-turns">
        {status === "planned" && activity.day <= today() && (
          <Button look="main" icon="check" wide onClick={set("held", words.hold[kind])}>
            {words.hold[kind]}
          </Button>
        )}
        {status !== "planned" && (
          <Button icon="undo" onClick={set("planned", words.plannedAgain)}>
            {words.planAgain}
          </Button>
        )}
        {status === "planned" && (
          <Button look="quiet" onClick={set("cancelled", words.cancelled[kind])}>
            {words.cancelIt[kind]}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Marks whose pupils are named here, the plainest absence first. */
const named: readonly Mark[] = ["absent", "excused", "refused", "late", "unfinished", "not-started"]

function WhoMissed({ register, lines, buttons }: Props) {
  const words = useWords(lessonWords)
  const marks = useWords(markWords)
  const sums = useSums(register, buttons)
  const { total, marked } = tallyOf(register)
  const code = receiptCode(register)
  const withMark = (mark: Mark): string =>
    lines
      .filter(({ pupil }) => register.marks.get(pupil)?.mark === mark)
      .map(({ called }) => called)
      .join(", ")
  const missed = named.flatMap((mark) => {
    const names = withMark(mark)
    return names === "" ? [] : [{ term: capitalised(marks.plural[mark]), names }]
  })
  const unmarked = lines
    .filter(({ pupil }) => !register.marks.has(pupil) && !register.clashes.has(pupil))
    .map(({ called }) => called)
  return (
    <section aria-label={words.whoIsHere}>
      <p>
        <b>{words.live.marked(marked, total)}</b>
        {marked > 0 && ` · ${sums}`}
      </p>
      {marked > 0 && missed.length === 0 && <p className="muted">{words.sums.nobodyMissed}</p>}
      <dl className="fact-list">
        {missed.map(({ term, names }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{names}</dd>
          </div>
        ))}
        {marked > 0 && unmarked.length > 0 && (
          <div>
            <dt>{words.sums.unmarked}</dt>
            <dd>{namesUpTo(unmarked, words.sums.andMore)}</dd>
          </div>
        )}
        {code !== undefined && (
          <div>
            <dt>{words.sums.receipt}</dt>
            <dd className="num">{code}</dd>
            <dd className="muted">{words.sums.receiptHint}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

const namesMax = 6

function namesUpTo(names: readonly string[], more: (count: number) => string): string {
  const shown = names.slice(0, namesMax).join(", ")
  return names.length > namesMax ? `${shown} ${more(names.length - namesMax)}` : shown
}
