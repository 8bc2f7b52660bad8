import { useId, useState, type ReactNode } from "react"

import { classNames } from "./class-names.ts"
import { Icon } from "./icon.tsx"

import "./field.css"

/** A value that was probably meant, as a button that puts it in. */
export type Offer = { readonly label: string; readonly value: string }

/** A sentence that says what is wrong, and the likely values. */
export type FieldFault = { readonly text: string; readonly offers?: readonly Offer[] }

export type FieldProps = {
  readonly label: string
  readonly hint?: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  /** The field was left: the moment to save it. */
  readonly onLeave?: ((value: string) => void) | undefined
  /** What is wrong with the value now. Shown once the field was left, or when the form insists. */
  readonly fault?: FieldFault | undefined
  readonly insist?: boolean | undefined
}

/** What the native control takes from its frame. */
export type Control = {
  readonly id: string
  readonly "aria-describedby": string | undefined
  readonly "aria-invalid": true | undefined
  readonly onFocus: () => void
  readonly onBlur: () => void
}

type Props = FieldProps & { readonly children: (control: Control) => ReactNode }

/** Label above, hint below, and what is wrong between them: never red before the person has left the field. */
export function FieldFrame({ children, ...field }: Props) {
  const { label, hint, value, onLeave, insist = false } = field
  const id = useId()
  const [left, setLeft] = useState(false)
  const fault = left || insist ? field.fault : undefined
  const describedBy = classNames(fault && `${id}-why`, hint !== undefined && `${id}-hint`)
  const control: Control = {
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": fault ? true : undefined,
    // A value that was right when the person came back is being changed: wait again until they leave.
    onFocus: () => {
      if (!field.fault) setLeft(false)
    },
    onBlur: () => {
      setLeft(true)
      onLeave?.(value)
    },
  }
  return (
    <div className={classNames("field", fault && "bad")}>
      <label htmlFor={id}>{label}</label>
      {children(control)}
      {fault && <Fault id={id} fault={fault} onChange={field.onChange} onLeave={onLeave} />}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

type FaultProps = Pick<FieldProps, "onChange" | "onLeave"> & {
  readonly id: string
  readonly fault: FieldFault
}

function Fault({ id, fault, onChange, onLeave }: FaultProps) {
  return (
    <div className="why">
      <Icon name="refused" />
      <span id={`${id}-why`} role="alert">
        {fault.text}
      </span>
      {fault.offers && (
        <span className="offers">
          {fault.offers.map((offer) => (
            <button
              key={offer.value}
              type="button"
              className="btn"
              onClick={() => {
                onChange(offer.value)
                onLeave?.(offer.value)
                document.getElementById(id)?.focus()
              }}
            >
              {offer.label}
            </button>
          ))}
        </span>
      )}
    </div>
  )
}
