import { paths } from "#/features/paths.ts"
import { teachersPlace } from "#/platform/crumb.ts"
import { useServices } from "#/platform/services.tsx"
import type { Indication } from "#/sync/link.ts"
import { queueWords } from "#/text/queue.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { classNames } from "#/ui/class-names.ts"
import { Icon } from "#/ui/icon.tsx"
import { stateClass } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import { useIndication } from "./use-indication.ts"

/** The indicator's own sentence, large, with what it means and the one thing that helps. */
export function StateCard() {
  const words = useWords(queueWords)
  const indicated = useIndication()
  if (indicated === undefined) return null
  const { told, state, icon, text } = indicated
  return (
    <Card label={words.title} className={classNames("sync-state", stateClass(state))}>
      <Icon name={icon} large />
      <div className="stack stack-close">
        <p className="title" role="status">
          {text}
        </p>
        <p>{words.explain[told.kind]}</p>
        <Act told={told} />
      </div>
    </Card>
  )
}

function Act({ told }: { readonly told: Indication }) {
  const words = useWords(queueWords)
  const { sync, enter } = useServices()
  switch (told.kind) {
    case "demo":
      return (
        <div className="line">
          <Button look="main" onClick={() => enter(teachersPlace())}>
            {words.leavePractice}
          </Button>
        </div>
      )
    case "local":
      return <JoinLink>{words.joinSchool}</JoinLink>
    // The phrase is asked for in a card of its own below.
    case "signed-out":
      return <JoinLink isQuiet>{words.enterCode}</JoinLink>
    case "revoked":
      return <JoinLink>{words.enterCode}</JoinLink>
    case "version":
      return (
        <div className="line">
          <Button look="main" onClick={() => location.reload()}>
            {words.reload}
          </Button>
        </div>
      )
    case "sending":
      return null
    // Nothing waits, or the answer is in the cards below; new lists can still be asked for.
    case "sent":
    case "refused":
    case "clash":
      return (
        <div className="line">
          <Button onClick={sync.nudge}>{words.checkNow}</Button>
        </div>
      )
    case "waiting":
    case "offline":
    case "full":
    case "unreachable":
      return (
        <div className="line">
          <Button look="main" onClick={sync.nudge}>
            {words.sendNow}
          </Button>
        </div>
      )
  }
}

type JoinLinkProps = { readonly children: string; readonly isQuiet?: boolean }

/** A fresh document: an invitation stands outside the journal's own addresses. */
function JoinLink({ children, isQuiet = false }: JoinLinkProps) {
  return (
    <div className="line">
      <a className={classNames("btn", !isQuiet && "btn-main")} href={paths.join}>
        {children}
      </a>
    </div>
  )
}
