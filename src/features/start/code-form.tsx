import { useState, type SyntheticEvent } from "react"

import type { InvitationKey } from "#/platform/join.ts"
import { readInvitationCode } from "#/sync/invitation-code.ts"
import { startWords } from "#/text/start.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly onKey: (key: InvitationKey) => void }

/** The typed way in, for a tablet whose camera does not read the code. */
export function CodeForm({ onKey }: Props) {
  const { join: words } = useWords(startWords)
  const [typed, setTyped] = useState("")
  const [insist, setInsist] = useState(false)
  const code = readInvitationCode(typed)
  return (
    <Card>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          setInsist(true)
          if (code !== undefined) onKey({ code })
        }}
      >
        <div className="start-code-field">
          <TextField
            label={words.code}
            hint={words.codeHint}
            value={typed}
            onChange={setTyped}
            fault={code === undefined ? { text: words.codeWrong } : undefined}
            insist={insist}
            autoCapitalize="characters"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={40}
          />
        </div>
        <Button type="submit" look="main" big>
          {words.look}
        </Button>
        <p className="start-note">
          <Icon name="qr" />
          <span>{words.qr}</span>
        </p>
        <p className="muted">{words.noInvitation}</p>
      </form>
    </Card>
  )
}
