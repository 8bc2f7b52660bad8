import type { ReactNode } from "react"

import { classNames } from "./class-names.ts"
import { Icon, type IconName } from "./icon.tsx"
import { stateClass, type State } from "./state.ts"

import "./chip.css"

type ChipProps = {
  readonly state?: State
  readonly icon?: IconName
  readonly children: ReactNode
}

/** A status in a word. It is read, not tapped. */
export function Chip({ state, icon, children }: ChipProps) {
  return (
    <span className={classNames("chip", stateClass(state))}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

type ChoiceChipProps = {
  readonly pressed: boolean
  readonly onPress: () => void
  readonly icon?: IconName
  readonly disabled?: boolean
  readonly children: ReactNode
}

export function ChoiceChip({ pressed, onPress, icon, disabled, children }: ChoiceChipProps) {
  return (
    <button
      type="button"
      className="chip chip-pick"
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

type RowProps = { readonly label?: string; readonly children: ReactNode }

export function ChipRow({ label, children }: RowProps) {
  return (
    <div className="chip-row" role={label === undefined ? undefined : "group"} aria-label={label}>
      {children}
    </div>
  )
}
