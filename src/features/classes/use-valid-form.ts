import { useRef, useState, type RefObject } from "react"
import { flushSync } from "react-dom"

export interface ValidForm {
  readonly form: RefObject<HTMLFormElement | null>
  /** From the first try on every fault is shown, also in fields nobody has been in. */
  readonly insist: boolean
  /** Runs when nothing in the form is wrong; else the first wrong field gets the focus. */
  readonly attempt: (run: () => void) => void
  readonly restart: () => void
}

/** A field knows best whether it is wrong (a date may be half typed): the form looks at what they show. */
export function useValidForm(): ValidForm {
  const form = useRef<HTMLFormElement>(null)
  const [insist, setInsist] = useState(false)
  return {
    form,
    insist,
    attempt: (run) => {
      flushSync(() => {
        setInsist(true)
      })
      const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid='true']")
      if (wrong) wrong.focus()
      else run()
    },
    restart: () => {
      setInsist(false)
    },
  }
}
