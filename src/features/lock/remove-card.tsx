import { useState } from "react"

import { listPlaces } from "#/platform/places-here.ts"
import { removePlace } from "#/platform/remove-place.ts"
import { saveRescue } from "#/platform/rescue-file.ts"
import { useServices } from "#/platform/services.tsx"
import type { Rescue } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { shellWords } from "#/text/shell.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Dialog } from "#/ui/dialog.tsx"
import { useWords } from "#/ui/words.tsx"

import { leaveRemoved } from "./leave-removed.ts"
import { usePlaceName } from "./use-place-name.ts"

/** Takes the open journal off this tablet: what is only here goes into a file first. */
export function RemoveCard() {
  const { removing: words } = useWords(lockWords)
  const { name } = useServices().journal.database
  const [unsent, setUnsent] = useState<number>()
  const ask = async (): Promise<void> => {
    const places = await listPlaces()
    setUnsent(places.find(({ database }) => database === name)?.unsent ?? 0)
  }
  return (
    <Card title={words.card}>
      <div className="stack stack-close">
        <p>{words.cardWhy}</p>
        <div className="line">
          <Button look="harm" icon="trash" onClick={() => void ask()}>
            {words.begin}
          </Button>
        </div>
      </div>
      {unsent !== undefined && (
        <RemoveDialog unsent={unsent} onClose={() => setUnsent(undefined)} />
      )}
    </Card>
  )
}

type Props = { readonly unsent: number; readonly onClose: () => void }

/** One of the four questions the app asks: nothing brings back what was only here and in no file. */
function RemoveDialog({ unsent, onClose }: Props) {
  const { removing: words } = useWords(lockWords)
  const shell = useWords(shellWords)
  const services = useServices()
  const { journal, place } = services
  const name = usePlaceName()({ person: place.person?.name ?? null })
  const [rescue, setRescue] = useState<Rescue>({ kind: "none" })
  const [code, setCode] = useState<string>()
  const [said, setSaid] = useState<string>()
  const mayGo = unsent === 0 || rescue.kind === "saved"
  const save = async (): Promise<void> => {
    const saved = await saveRescue(services)
    if (saved.kind !== "saved") return
    setRescue(saved)
    setCode(saved.code)
  }
  const remove = async (): Promise<void> => {
    const result = await removePlace(journal.database.name, rescue)
    if (result.kind === "removed") leaveRemoved((await listPlaces()).length)
    else if (result.kind === "trouble") setSaid(shell[result.trouble.kind])
    else setSaid(result.kind === "blocked" ? words.blocked : words.unsent(result.count))
  }
  const state = (): string => {
    if (unsent === 0) return place.mode === "local" ? words.empty : words.sent
    return mayGo ? words.rescued(unsent) : words.unsent(unsent)
  }
  return (
    <Dialog
      title={words.title(name)}
      stay={{ label: words.keep, run: onClose }}
      {...(!mayGo && { better: { label: words.rescue, run: () => void save() } })}
      harm={{ label: words.remove, run: () => void remove(), disabled: !mayGo }}
    >
      <p>{state()}</p>
      {code !== undefined && (
        <p>
          {words.fileCode} <b className="num">{code}</b>
        </p>
      )}
      {said !== undefined && <p role="alert">{said}</p>}
    </Dialog>
  )
}
