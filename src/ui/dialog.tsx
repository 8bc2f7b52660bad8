import { useId, useRef, type ReactNode } from "react"

import { Button } from "./button.tsx"
import { useModal } from "./modal.ts"

import "./dialog.css"

/** A verb with its object: «Оставить Смирнову». */
export type DialogAction = {
  readonly label: string
  readonly run: () => void
  readonly disabled?: boolean
}

export type DialogProps = {
  readonly title: string
  readonly children: ReactNode
  /** Leaves everything as it is. Escape does the same. */
  readonly stay: DialogAction
  /** What should be done first, if there is such a thing: it becomes the big button. */
  readonly better?: DialogAction
  /** What cannot be taken back, 24 px away from the rest. */
  readonly harm?: DialogAction
}

/** A question that stops everything. Rendered while it is open; the safe answer comes first, is big and has the focus. */
export function Dialog({ title, children, stay, better, harm }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useModal(dialog)
  const first = better ?? stay
  return (
    <dialog
      ref={dialog}
      className="dialog"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault()
        stay.run()
      }}
      // A second Escape closes a native dialog without asking; that is the same answer.
      onClose={stay.run}
    >
      <h2 className="title" id={`${id}-title`}>
        {title}
      </h2>
      <div className="dialog-text" id={`${id}-text`}>
        {children}
      </div>
      <Button look="main" big wide disabled={first.disabled} onClick={first.run}>
        {first.label}
      </Button>
      {(better ?? harm) && (
        <div className="dialog-acts">
          {better && (
            <Button disabled={stay.disabled} onClick={stay.run}>
              {stay.label}
            </Button>
          )}
          {harm && (
            <Button look="harm" disabled={harm.disabled} onClick={harm.run}>
              {harm.label}
            </Button>
          )}
        </div>
      )}
    </dialog>
  )
}
