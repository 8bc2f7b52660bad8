import { memo } from "react"

import type { Mark } from "#/domain/mark.ts"
import { lessonWords } from "#/text/lesson.ts"
import { markWords } from "#/text/marks.ts"
import { classNames } from "#/ui/class-names.ts"
import { Icon } from "#/ui/icon.tsx"
import { Menu, type MenuItem } from "#/ui/menu.tsx"
import { stateClass } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import { lookOf, sideOf, type MarkButtons } from "./mark-buttons.ts"
import type { RegisterLine } from "./register-lines.ts"

/** fresh: nobody is marked yet, so nobody stands out · open: unmarked among marked · set · clash: two marks. */
export type Standing = "fresh" | "open" | "set" | "clash"

export type RowActions = {
  /** A mark was tapped: set it, or clear it when it stands already. */
  readonly onMark: (pupil: string, mark: Mark) => void
  readonly onHistory: (pupil: string) => void
}

type Props = RowActions &
  RegisterLine & {
    readonly mark: Mark | undefined
    readonly standing: Standing
    readonly buttons: MarkButtons
  }

/** One pupil. Takes plain values only, so that a tap draws anew this very row and no other. */
export const RegisterRow = memo(function RegisterRow(props: Props) {
  const { no, last, rest, mark, standing, buttons } = props
  const name = `${last} ${rest}`.trim()
  const side = mark === undefined ? undefined : sideOf(mark)
  return (
    <li className="reg-row" data-standing={standing}>
      <span className="reg-no">{no}</span>
      <span className="reg-name">
        <b>{last}</b> {rest}
      </span>
      <span className="reg-marks" role="group" aria-label={name}>
        <MarkButton
          {...props}
          mark={side === "yes" && mark ? mark : buttons.yes}
          pressed={side === "yes"}
        />
        <MarkButton
          {...props}
          mark={side === "no" && mark ? mark : buttons.no}
          pressed={side === "no"}
        />
      </span>
      <RowMenu {...props} name={name} />
    </li>
  )
})

type ButtonProps = Pick<Props, "pupil" | "gender" | "onMark"> & {
  readonly mark: Mark
  readonly pressed: boolean
}

function MarkButton({ pupil, gender, mark, pressed, onMark }: ButtonProps) {
  const words = useWords(markWords)
  const { state, soft, icon } = lookOf(mark)
  return (
    <button
      type="button"
      className={classNames("mark", stateClass(state), !soft && "mark-loud")}
      aria-pressed={pressed}
      onClick={() => {
        onMark(pupil, mark)
      }}
    >
      {pressed && icon && <Icon name={icon} />}
      <span>{words.mark[mark][gender]}</span>
    </button>
  )
}

function RowMenu({
  pupil,
  gender,
  mark,
  buttons,
  name,
  onMark,
  onHistory,
}: Props & { readonly name: string }) {
  const words = useWords(lessonWords)
  const marks = useWords(markWords)
  const items: readonly MenuItem[] = [
    ...buttons.more.map((more) => ({
      label: marks.whole[more][gender],
      checked: mark === more,
      run: () => {
        onMark(pupil, more)
      },
    })),
    {
      label: words.pupilHistory,
      icon: "clock" as const,
      run: () => {
        onHistory(pupil)
      },
    },
  ]
  return <Menu className="reg-more" label={words.moreOf(name)} items={items} />
}
