import { useRef, useState } from "react"

import { editsOfUnsent, type Unsent } from "#/data/export-unsent.ts"
import { readRescueFile, rescueFile } from "#/platform/rescue-file.ts"
import { useServices } from "#/platform/services.tsx"
import { shareFile } from "#/platform/share-file.ts"
import { dateWords } from "#/text/dates.ts"
import { queueWords } from "#/text/queue.ts"
import { shellWords } from "#/text/shell.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Dialog } from "#/ui/dialog.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

/** The spare way out without any server: what is only here goes into a file, and comes back from one. */
export function SafetyCard({ unsent }: { readonly unsent: number }) {
  const words = useWords(queueWords)
  const toasts = useToast()
  const { journal, nowMs, place } = useServices()
  const nothing = place.mode === "joined" ? words.nothingUnsent : words.nothingLocal
  const why = unsent === 0 ? nothing : words.saveFileWhy(unsent)
  const picker = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<Unsent>()
  const save = async (): Promise<void> => {
    const shared = await shareFile(await rescueFile(journal, nowMs()))
    if (shared !== "cancelled") toasts.show({ text: words.saved })
  }
  const pick = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const read = await readRescueFile(file)
    if (read === undefined) toasts.show({ text: words.restoring.wrong })
    else setFound(read)
  }
  return (
    <Card title={words.safety}>
      <div className="stack stack-close">
        <p>{why}</p>
        <Button icon="download" wide disabled={unsent === 0} onClick={() => void save()}>
          {words.saveFile}
        </Button>
        <Button look="quiet" icon="upload" onClick={() => picker.current?.click()}>
          {words.restore}
        </Button>
        <input
          ref={picker}
          className="unseen"
          type="file"
          accept="application/json,.json"
          aria-label={words.restore}
          tabIndex={-1}
          onChange={(event) => {
            void pick(event.target.files?.[0])
            event.target.value = ""
          }}
        />
      </div>
      {found && <RestoreDialog unsent={found} onClose={() => setFound(undefined)} />}
    </Card>
  )
}

type RestoreProps = { readonly unsent: Unsent; readonly onClose: () => void }

/** One of the four questions the app asks: a file of another day is laid over what is here. */
function RestoreDialog({ unsent, onClose }: RestoreProps) {
  const { restoring: words } = useWords(queueWords)
  const shell = useWords(shellWords)
  const dates = useWords(dateWords)
  const toasts = useToast()
  const services = useServices()
  const restore = async (): Promise<void> => {
    onClose()
    const written = await services.write(editsOfUnsent(unsent))
    switch (written.kind) {
      case "saved":
        toasts.show({ text: written.changed > 0 ? words.done(written.changed) : words.nothing })
        break
      case "refused":
        toasts.show({ text: words.refused })
        break
      case "full":
      case "closed":
        toasts.show({ text: shell[written.kind] })
        break
    }
  }
  return (
    <Dialog
      title={words.title}
      stay={{ label: words.stay, run: onClose }}
      better={{ label: words.run(unsent.ops.length), run: () => void restore() }}
    >
      <p>{words.text(unsent.ops.length, dates.moment(unsent.madeAt, 0))}</p>
    </Dialog>
  )
}
