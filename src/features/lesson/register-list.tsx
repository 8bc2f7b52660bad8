import type { Register } from "#/domain/register.ts"
import { lessonWords } from "#/text/lesson.ts"
import { useWords } from "#/ui/words.tsx"

import type { MarkButtons } from "./mark-buttons.ts"
import type { RegisterLine } from "./register-lines.ts"
import { RegisterRow, type RowActions, type Standing } from "./register-row.tsx"

import "./register.css"

type Props = RowActions & {
  readonly lines: readonly RegisterLine[]
  readonly register: Register
  readonly buttons: MarkButtons
}

/** The pupils with their two buttons: two columns when wide, one when narrow, numbered on. */
export function RegisterList({ lines, register, ...rest }: Props) {
  const words = useWords(lessonWords)
  const begun = register.marks.size > 0 || register.clashes.size > 0
  const half = Math.ceil(lines.length / 2)
  const column = (from: number, to: number) => (
    <ol className="reg-column" start={from + 1} aria-label={words.whoIsHere}>
      {lines.slice(from, to).map((line) => (
        <RegisterRow
          key={line.pupil}
          {...line}
          mark={register.marks.get(line.pupil)?.mark}
          standing={standingOf(register, line.pupil, begun)}
          {...rest}
        />
      ))}
    </ol>
  )
  return (
    <div className="register" data-kind={rest.buttons.yes}>
      {column(0, half)}
      {half < lines.length && column(half, lines.length)}
    </div>
  )
}

function standingOf(register: Register, pupil: string, begun: boolean): Standing {
  if (register.clashes.has(pupil)) return "clash"
  if (register.marks.has(pupil)) return "set"
  return begun ? "open" : "fresh"
}
