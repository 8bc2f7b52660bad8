import { resend, setDown } from "#/data/outbox.ts"
import { useServices } from "#/platform/services.tsx"
import type { Refusal } from "#/sync/op.ts"
import { commonWords } from "#/text/common.ts"
import { queueWords } from "#/text/queue.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Menu } from "#/ui/menu.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import type { RefusedLine } from "./read-sending.ts"
import { useAbout } from "./use-about.ts"

/** What the server did not accept: nothing is dropped, each line can be mended, sent again or set down. */
export function RefusedCard({ lines }: { readonly lines: readonly RefusedLine[] }) {
  const words = useWords(queueWords)
  if (lines.length === 0) return null
  return (
    <Card title={words.refused} aside={lines.length} flush>
      <Entries label={words.refused}>
        {lines.map((line) => (
          <RefusedEntry key={line.n} line={line} />
        ))}
      </Entries>
    </Card>
  )
}

function RefusedEntry({ line }: { readonly line: RefusedLine }) {
  const words = useWords(queueWords)
  const common = useWords(commonWords)
  const services = useServices()
  const toasts = useToast()
  const { tell } = useAbout()
  const reason = useReason()
  const what = tell(line.about)
  const sendAgain = async (): Promise<void> => {
    await resend(services.journal, line.n, services.nowMs())
    services.sync.nudge()
    toasts.show({ text: words.resent(what) })
  }
  const putDown = async (): Promise<void> => {
    await setDown(services.journal, line.n)
    toasts.show({
      text: words.wasSetDown(what),
      action: { label: common.undo, run: () => void bringBack() },
    })
  }
  // The refused change stays as it is; its values are written once more, as a new change.
  const bringBack = async (): Promise<void> => {
    await services.write([{ id: line.rec, kind: line.kind, cells: line.cells }])
  }
  return (
    <Entry
      margin={<Icon name="refused" />}
      state="refused"
      title={what}
      detail={reason(line.refusal.reason, line.classes)}
      action={
        <>
          {line.to !== undefined && (
            <LinkButton look="quiet" to={line.to}>
              {words.mend}
            </LinkButton>
          )}
          <Menu
            label={words.menu(what)}
            items={[
              { label: words.resend, icon: "upload", run: () => void sendAgain() },
              { label: words.setDown, icon: "eye", run: () => void putDown() },
            ]}
          />
        </>
      }
    />
  )
}

function useReason(): (reason: Refusal, classes: string) => string {
  const { refusal } = useWords(queueWords)
  return (reason, classes) =>
    reason === "class-of-another" ? refusal[reason](classes) : refusal[reason]
}
