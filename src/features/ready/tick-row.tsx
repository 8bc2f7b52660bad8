import type { ReactNode } from "react"

import { readyWords } from "#/text/ready.ts"
import { Icon, type IconName } from "#/ui/icon.tsx"
import { stateClass, type State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import type { Findings, Tick, Verdict } from "./judge.ts"
import { Mend } from "./mend.tsx"
import type { Checked } from "./use-findings.ts"
import { useSentence } from "./use-sentence.ts"

type Props = {
  readonly tick: Tick
  readonly verdict: Verdict
  readonly found: Findings
  readonly checked: Checked
}

const looks: Readonly<Record<Verdict, readonly [State, IconName]>> = {
  yes: ["present", "check"],
  no: ["late", "warning"],
  unknown: ["unmarked", "info"],
}

/** One of the seven: the sign, what it is about, how it stands, and what mends it. */
export function TickRow({ tick, verdict, found, checked }: Props) {
  const words = useWords(readyWords)
  const [state, icon] = looks[verdict]
  const sentence: ReactNode = useSentence({ tick, verdict, found, declined: checked.declined })
  return (
    <li>
      <span className={stateClass(state)} role="img" aria-label={words.states[verdict]}>
        <Icon name={icon} large />
      </span>
      <p>
        <b>{words[tick].name}</b>
        <span>{sentence}</span>
      </p>
      <Mend tick={tick} verdict={verdict} found={found} checked={checked} />
    </li>
  )
}
