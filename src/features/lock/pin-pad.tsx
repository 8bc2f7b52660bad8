import {
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from "react"

import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import "./pin-pad.css"

/** Longer ones nobody keeps in mind. */
const digitsMax = 12

type Props = {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly onChange: (digits: string) => void
  readonly onSubmit: () => void
  readonly submitLabel: string
  /** What is wrong, or was with the last one. */
  readonly fault?: string | undefined
  /** What is being done with the PIN; no key answers meanwhile. */
  readonly busy?: string | undefined
}

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

/** A PIN by big keys, by a keyboard or pasted: one field, so that whichever hand is free can type. */
export function PinPad({ value, onChange, onSubmit, busy, ...looks }: Props) {
  const { pad } = useWords(lockWords)
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const isBusy = busy !== undefined
  // Where typing goes on after a wrong one. A programme's focus brings up no keyboard on a tablet.
  useEffect(() => {
    if (!isBusy) field.current?.focus({ preventScroll: true })
  }, [isBusy])
  const put = (typed: string): void => {
    if (!isBusy) onChange(typed.replaceAll(/\D/gu, "").slice(0, digitsMax))
  }
  const type = (event: KeyboardEvent): void => {
    // The field hears for itself; a digit typed while a key of the pad has the focus must not get lost.
    if (event.target === field.current || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^\d$/u.test(event.key)) put(value + event.key)
    if (event.key === "Backspace") put(value.slice(0, -1))
  }
  return (
    // It hears what is typed beside the field; the field and the keys are the controls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="pin"
      noValidate
      aria-busy={isBusy}
      onKeyDown={type}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        if (!isBusy) onSubmit()
      }}
    >
      <label className="pin-label" htmlFor={id}>
        {looks.label}
      </label>
      <input
        ref={field}
        id={id}
        className="pin-field"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        readOnly={isBusy}
        aria-describedby={`${id}-said`}
        aria-invalid={looks.fault === undefined ? undefined : true}
        value={value}
        onChange={(event) => put(event.target.value)}
      />
      <div className="pin-said" id={`${id}-said`}>
        {isBusy && <Wait text={busy} />}
        {!isBusy && looks.fault === undefined && <p className="pin-hint">{looks.hint}</p>}
        {!isBusy && looks.fault !== undefined && (
          <p className="pin-fault" role="alert">
            <Icon name="refused" />
            <span>{looks.fault}</span>
          </p>
        )}
      </div>
      <div className="pin-keys" role="group" aria-label={pad.digits}>
        {digits.map((digit) => (
          <Key key={digit} disabled={isBusy} onPress={() => put(value + digit)}>
            {digit}
          </Key>
        ))}
        <span />
        <Key disabled={isBusy} onPress={() => put(`${value}0`)}>
          0
        </Key>
        <Key quiet disabled={isBusy} onPress={() => put(value.slice(0, -1))}>
          {pad.erase}
        </Key>
      </div>
      <Button type="submit" look="main" big wide disabled={isBusy}>
        {looks.submitLabel}
      </Button>
    </form>
  )
}

type KeyProps = {
  readonly onPress: () => void
  readonly disabled: boolean
  readonly quiet?: boolean
  readonly children: ReactNode
}

function Key({ onPress, disabled, quiet = false, children }: KeyProps) {
  return (
    <button
      type="button"
      className="pin-key"
      data-quiet={quiet}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
