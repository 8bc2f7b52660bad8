import { useState } from "react"

import { weaknessOfPin } from "#/domain/pin-strength.ts"
import { lockWords } from "#/text/lock.ts"
import { useWords } from "#/ui/words.tsx"

import { PinPad } from "./pin-pad.tsx"

type Props = {
  readonly busy: boolean
  /** What came of setting the last one. */
  readonly fault?: string | undefined
  readonly onPin: (pin: string) => void
}

/** A new PIN, typed twice: nobody sees what was typed, so nobody sees a slip. */
export function NewPin({ busy, fault, onPin }: Props) {
  const { newPin: words } = useWords(lockWords)
  const [first, setFirst] = useState<string>()
  const [typed, setTyped] = useState("")
  const [said, setSaid] = useState<string>()
  const put = (digits: string): void => {
    setSaid(undefined)
    setTyped(digits)
  }
  const choose = (): void => {
    const weakness = weaknessOfPin(typed)
    if (weakness === undefined) setFirst(typed)
    else setSaid(words.weak[weakness])
    setTyped("")
  }
  const repeat = (): void => {
    if (typed === first) onPin(typed)
    else setSaid(words.differs)
    setFirst(undefined)
    setTyped("")
  }
  const isFirst = first === undefined
  return (
    <PinPad
      key={isFirst ? "first" : "again"}
      label={isFirst ? words.label : words.again}
      hint={isFirst ? words.hint : undefined}
      value={typed}
      onChange={put}
      onSubmit={isFirst ? choose : repeat}
      submitLabel={isFirst ? words.next : words.set}
      fault={said ?? fault}
      busy={busy ? words.setting : undefined}
    />
  )
}
