import { useState } from "react"

import { removePlace } from "#/platform/remove-place.ts"
import type { PlaceLook } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { shellWords } from "#/text/shell.ts"
import { Dialog } from "#/ui/dialog.tsx"
import { useWords } from "#/ui/words.tsx"

import { usePlaceName } from "./use-place-name.ts"

type Props = {
  readonly place: PlaceLook
  /** Goes to the lock of this place: a rescue file can be made only by who opens it. */
  readonly onOpen: () => void
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Removing somebody whose journal is closed: only when nothing in it lives here alone. */
export function RemoveLockedDialog({ place, onOpen, onClose, onRemoved }: Props) {
  const { removing: words } = useWords(lockWords)
  const shell = useWords(shellWords)
  const name = usePlaceName()(place)
  const [said, setSaid] = useState<string>()
  const isAllSent = place.unsent === 0
  const remove = async (): Promise<void> => {
    const result = await removePlace(place.database, { kind: "none" })
    if (result.kind === "removed") onRemoved()
    else if (result.kind === "trouble") setSaid(shell[result.trouble.kind])
    else setSaid(result.kind === "blocked" ? words.blocked : words.unsent(result.count))
  }
  return (
    <Dialog
      title={words.title(name)}
      stay={{ label: words.keep, run: onClose }}
      {...(!isAllSent && { better: { label: words.openToSave, run: onOpen } })}
      harm={{ label: words.remove, run: () => void remove(), disabled: !isAllSent }}
    >
      <p>{isAllSent ? words.sent : words.unsent(place.unsent)}</p>
      {!isAllSent && <p>{words.openFirst}</p>}
      {said !== undefined && <p role="alert">{said}</p>}
    </Dialog>
  )
}
