import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type ReactNode,
} from "react"
import { createPortal } from "react-dom"

import { commonWords } from "#/text/common.ts"

import { useWords } from "./words.tsx"

import "./toast.css"

export type Toast = {
  /** Names the object: «Петров — не был». */
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export type Toasts = {
  /** Shows it for ten seconds; the next one takes its place. */
  readonly show: (toast: Toast) => void
  readonly dismiss: () => void
}

/** Ten seconds, as long as the line of toast.css runs. */
const shownMs = 10_000

type Shown = Toast & { readonly id: number }

const ToastsContext = createContext<Toasts>({ show: () => undefined, dismiss: () => undefined })
const DockContext = createContext<(place: HTMLElement | null) => void>(() => undefined)

export function useToast(): Toasts {
  return use(ToastsContext)
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [ownPlace, setOwnPlace] = useState<HTMLElement | null>(null)
  const [dock, setDock] = useState<HTMLElement | null>(null)
  const lastId = useRef(0)

  const dismiss = useCallback(() => {
    setShown(null)
  }, [])
  const toasts = useMemo<Toasts>(
    () => ({
      dismiss,
      show: (toast) => {
        lastId.current += 1
        setShown({ ...toast, id: lastId.current })
      },
    }),
    [dismiss],
  )
  const place = dock ?? ownPlace
  return (
    <ToastsContext value={toasts}>
      <DockContext value={setDock}>
        {children}
        <div className="toast-place" role="status" ref={setOwnPlace} />
        {place &&
          shown &&
          createPortal(<ToastLine key={shown.id} toast={shown} onEnd={dismiss} />, place)}
      </DockContext>
    </ToastsContext>
  )
}

/** Where a screen wants the toast when wide: the foot of its right pane, so that it covers nothing. */
export function ToastDock() {
  return <div className="toast-place toast-dock" role="status" ref={use(DockContext)} />
}

type LineProps = { readonly toast: Shown; readonly onEnd: () => void }

function ToastLine({ toast, onEnd }: LineProps) {
  const words = useWords(commonWords)
  const wait = useWait()
  const cameFrom = useRef<Element | null>(null)
  useCountdown(wait.waiting, onEnd)

  const end = () => {
    onEnd()
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus()
  }
  return (
    // It hears of fingers and focus only to wait for them; what can be done is done by the button inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="toast"
      data-waiting={wait.waiting}
      {...wait.handlers}
      onFocus={(event: FocusEvent) => {
        cameFrom.current ??= event.relatedTarget
        wait.hold("focus")
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") end()
      }}
    >
      <span className="toast-text">{toast.text}</span>
      <span className="toast-seconds" aria-hidden="true">
        {words.toastSeconds}
      </span>
      {toast.action && (
        <button
          type="button"
          className="toast-act"
          onClick={() => {
            toast.action?.run()
            end()
          }}
        >
          {toast.action.label}
        </button>
      )}
    </div>
  )
}

type Hold = "focus" | "pointer"

/** The toast waits while it is focused, touched or pointed at. */
function useWait() {
  const [holds, setHolds] = useState<readonly Hold[]>([])
  const hold = (by: Hold) => {
    setHolds((now) => (now.includes(by) ? now : [...now, by]))
  }
  const release = (by: Hold) => {
    setHolds((now) => now.filter((other) => other !== by))
  }
  const handlers = {
    onBlur: () => {
      release("focus")
    },
    // A finger enters and leaves as a mouse does, and never stays hovering as an emulated mouse would.
    onPointerEnter: () => {
      hold("pointer")
    },
    onPointerLeave: () => {
      release("pointer")
    },
    onPointerCancel: () => {
      release("pointer")
    },
  }
  return { waiting: holds.length > 0, hold, handlers }
}

/** Runs down while nobody holds it, and goes on from where it stopped. */
function useCountdown(waiting: boolean, onEnd: () => void): void {
  const leftMs = useRef(shownMs)
  useEffect(() => {
    if (waiting) return undefined
    const startedAt = Date.now()
    const timer = setTimeout(onEnd, leftMs.current)
    return () => {
      clearTimeout(timer)
      leftMs.current -= Date.now() - startedAt
    }
  }, [waiting, onEnd])
}
