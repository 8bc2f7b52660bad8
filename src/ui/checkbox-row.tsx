import type { ReactNode } from "react"

import { classNames } from "./class-names.ts"
import { Icon } from "./icon.tsx"

import "./checkbox-row.css"

type Props = {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
  /** At the right: «10′». */
  readonly aside?: string
  /** The brass mark: this one is now. */
  readonly now?: boolean
  readonly disabled?: boolean
}

/** One thing to tick; the whole row is the target. */
export function CheckboxRow({ checked, onChange, children, aside, now, disabled }: Props) {
  return (
    <label className={classNames("check", now === true && "now")}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <span className="check-box">
        <Icon name="check" />
      </span>
      <span className="check-text">{children}</span>
      {aside !== undefined && <span className="check-aside">{aside}</span>}
    </label>
  )
}

type PhaseProps = { readonly title: string; readonly aside?: string }

/** Heads a run of rows: «На уроке», «2 из 6 · 40 мин». */
export function CheckboxPhase({ title, aside }: PhaseProps) {
  return (
    <div className="check-phase">
      <h3>{title}</h3>
      {aside !== undefined && <span>{aside}</span>}
    </div>
  )
}
