import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import type { WayState } from "./use-way.ts"

type Props = WayState & { readonly onOpen: () => void }

/** The browser itself asks for the finger or the face. */
export function PasskeyCard({ busy, fault, onOpen }: Props) {
  const { passkey: words } = useWords(lockWords)
  return (
    <Card title={words.title}>
      <div className="stack stack-close">
        <p>{words.why}</p>
        {fault !== undefined && <p role="alert">{fault}</p>}
        <div className="line">
          <Button icon="key" disabled={busy} onClick={onOpen}>
            {words.open}
          </Button>
        </div>
        {busy && <Wait />}
      </div>
    </Card>
  )
}
