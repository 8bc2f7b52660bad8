import { useState } from "react"

import type { Journal } from "#/data/journal.ts"
import { countInState } from "#/data/ops-in-state.ts"
import { saveRescue, type RescueSaved } from "#/platform/rescue-file.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { showRescueCode } from "#/sync/rescue-code.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { CodeGroups } from "#/ui/code-groups.tsx"
import { useWords } from "#/ui/words.tsx"

type Saved = Extract<RescueSaved, { readonly kind: "saved" }>

const countUnsent = ({ database }: Journal): Promise<number> =>
  countInState(database, ["fresh", "sent", "aside"])

/** The way out of a tablet that cannot send: a sealed file, or a run of codes on its screen. */
export function GiveCard({ onShow }: { readonly onShow: () => void }) {
  const { give: words } = useWords(rescueWords)
  const services = useServices()
  const count = useLive("rescue unsent", countUnsent, ["outbox", "meta"])
  const [saved, setSaved] = useState<Saved>()
  if (count === undefined || services.place.mode === "demo") return null
  const save = async (): Promise<void> => {
    const outcome = await saveRescue(services)
    if (outcome.kind === "saved") setSaved(outcome)
  }
  const none = services.place.mode === "joined" ? words.none : words.noneLocal
  return (
    <>
      <Card title={words.title} next={count > 0}>
        <div className="stack stack-close">
          <p>{count === 0 ? none : words.only(count)}</p>
          {count > 0 && (
            <>
              <Button look="main" icon="download" wide onClick={() => void save()}>
                {words.file}
              </Button>
              <Button icon="qr" wide onClick={onShow}>
                {words.show}
              </Button>
            </>
          )}
        </div>
      </Card>
      {saved && <SavedCard saved={saved} />}
    </>
  )
}

function SavedCard({ saved }: { readonly saved: Saved }) {
  const { give: words } = useWords(rescueWords)
  const { place } = useServices()
  return (
    <Card label={words.code}>
      <div className="stack stack-close">
        <p className="title" role="status">
          {words.saved(saved.count)}
        </p>
        <p>{place.mode === "joined" ? words.savedJoined : words.savedLocal}</p>
        <CodeGroups label={words.code} groups={showRescueCode(saved.code).split(" ")} />
      </div>
    </Card>
  )
}
