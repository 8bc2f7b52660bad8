import { useState } from "react"

import type { InvitationKey } from "#/platform/join.ts"
import { enter } from "#/platform/open-place.ts"
import { placeIn } from "#/platform/place-names.ts"
import type { Services } from "#/platform/services.tsx"
import { unlockWithServer } from "#/platform/unlock-server.ts"
import type { Unlocked } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { shellWords } from "#/text/shell.ts"
import { startWords } from "#/text/start.ts"
import { Button } from "#/ui/button.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly database: string
  readonly invitation: InvitationKey
  /** Its key came back: the document goes on with it. */
  readonly onOpen: (services: Services) => void
}

/** An invitation for somebody whose journal is here and locked: it opens by its PIN or, when that is forgotten, by this. */
export function LockedPlace({ database, invitation, onOpen }: Props) {
  const { join: words } = useWords(startWords)
  const sentence = useSentence()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string>()
  const open = async (): Promise<void> => {
    setBusy(true)
    setSaid(undefined)
    const by = { kind: "invitation", key: invitation } as const
    const unlocked = await unlockWithServer(database, by, () => undefined)
    setBusy(false)
    if (unlocked.kind === "open") onOpen(unlocked.services)
    else setSaid(sentence(unlocked))
  }
  return (
    <>
      {said !== undefined && <p role="alert">{said}</p>}
      <div className="line">
        <Button look="main" big onClick={() => enter(placeIn(database))}>
          {words.openByPin}
        </Button>
        <Button disabled={busy} onClick={() => void open()}>
          {words.openByThis}
        </Button>
      </div>
      {busy && <Wait />}
    </>
  )
}

function useSentence(): (unlocked: Exclude<Unlocked, { readonly kind: "open" }>) => string {
  const lock = useWords(lockWords)
  const shell = useWords(shellWords)
  return (unlocked) => {
    if (unlocked.kind === "server") return lock.server[unlocked.failure]
    return unlocked.kind === "trouble" ? shell[unlocked.trouble.kind] : lock.noWay
  }
}
