import type { Mark } from "#/domain/mark.ts"
import { tallyOf, unmarkedIn, type Register } from "#/domain/register.ts"
import { lessonWords } from "#/text/lesson.ts"
import { markWords } from "#/text/marks.ts"
import { Button } from "#/ui/button.tsx"
import { Scale, type Notch } from "#/ui/scale.tsx"
import { useWords } from "#/ui/words.tsx"

import { lookOf, type MarkButtons } from "./mark-buttons.ts"
import type { RegisterLine } from "./register-lines.ts"

type Props = {
  readonly register: Register
  readonly lines: readonly RegisterLine[]
  readonly buttons: MarkButtons
  readonly onFill: () => void
}

/** How many are marked and how, counting settled marks only, and the button that marks the rest. */
export function LiveCount({ register, lines, buttons, onFill }: Props) {
  const words = useWords(lessonWords)
  const { total, marked } = tallyOf(register)
  const rest = unmarkedIn(register).length
  const sums = useSums(register, buttons)
  return (
    <section className="lesson-live" aria-label={words.live.label}>
      <div className="live-line">
        <p className="live" role="status">
          <b>{words.live.marked(marked, total)}</b>
          <span className="unseen"> · </span>
          <span className="live-sums">{sums}</span>
        </p>
        {rest > 0 && (
          <Button className="live-fill" onClick={onFill}>
            {words.fill[buttons.yes](rest)}
          </Button>
        )}
      </div>
      <Scale label={words.live.scale(marked, total)} notches={notchesOf(register, lines)} />
    </section>
  )
}

function notchesOf(register: Register, lines: readonly RegisterLine[]): readonly Notch[] {
  return lines.map(({ pupil }) => {
    if (register.clashes.has(pupil)) return "conflict"
    const mark = register.marks.get(pupil)?.mark
    return mark === undefined ? "unmarked" : lookOf(mark).state
  })
}

/** «были 22 · не были 2»: who came late was there, who has a reason was not. */
export function useSums(register: Register, buttons: MarkButtons): string {
  const marks = useWords(markWords)
  const { byMark } = tallyOf(register)
  const sum = (...given: readonly Mark[]): number =>
    given.reduce((total, mark) => total + (byMark[mark] ?? 0), 0)
  // «не были 2» stays on one line.
  const always = (mark: Mark, count: number): string =>
    marks.count(marks.plural[mark], count).replaceAll(" ", "\u00a0")
  const ifAny = (mark: Mark): readonly string[] => {
    const count = sum(mark)
    return count > 0 ? [always(mark, count)] : []
  }
  if (buttons.yes === "finished") {
    return [
      always("finished", sum("finished")),
      always("unfinished", sum("unfinished")),
      ...ifAny("not-started"),
      ...ifAny("absent"),
      ...ifAny("refused"),
    ].join(" · ")
  }
  return [
    always("present", sum("present", "late")),
    always("absent", sum("absent", "excused")),
    ...ifAny("refused"),
  ].join(" · ")
}
