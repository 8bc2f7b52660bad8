import { Component, type ReactNode } from "react"

import { commonWords } from "#/text/common.ts"

import { Button } from "./button.tsx"
import { useWords } from "./words.tsx"

import "./error-boundary.css"

type Props = {
  /** A new key is a new try: give it the address. */
  readonly place: string
  /** Hears of the fault, for a report without names. */
  readonly onError?: (error: unknown) => void
  readonly children: ReactNode
}

type State = { readonly broken: boolean; readonly place: string }

/** A fault stops one screen and not the app: it says what is safe and how to go on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false, place: this.props.place }

  static getDerivedStateFromError(): Partial<State> {
    return { broken: true }
  }

  static getDerivedStateFromProps({ place }: Props, last: State): State | null {
    return place === last.place ? null : { broken: false, place }
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError?.(error)
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { broken } = useWords(commonWords)
  return (
    <div className="broken" role="alert">
      <h1 className="title">{broken.title}</h1>
      <p>{broken.safe}</p>
      <Button
        look="main"
        big
        onClick={() => {
          window.location.reload()
        }}
      >
        {broken.reload}
      </Button>
    </div>
  )
}
