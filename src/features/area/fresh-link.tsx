import type { ReactNode } from "react"

import { paths } from "#/features/paths.ts"
import { copyText } from "#/platform/share-file.ts"
import { showInvitationCode } from "#/sync/invitation-code.ts"
import { areaWords } from "#/text/area.ts"
import { Button } from "#/ui/button.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly invitation: { readonly token: string; readonly code: string }
  readonly title: ReactNode
  readonly onDone: () => void
}

/** An invitation just made. The server keeps only a hash of it: this is the one time it is seen. */
export function FreshLink({ invitation, title, onDone }: Props) {
  const { join: words } = useWords(areaWords)
  const toasts = useToast()
  const link = new URL(`${paths.join}#${invitation.token}`, location.origin).href
  const copy = async (): Promise<void> => {
    toasts.show({ text: (await copyText(link)) ? words.copied : words.notCopied })
  }
  return (
    <div className="stack" role="status">
      <p>
        <b>{title}</b>
      </p>
      <p>{words.once}</p>
      <p>
        <span className="muted">{words.code}</span>
        <b className="area-code">{showInvitationCode(invitation.code)}</b>
      </p>
      <div className="line">
        <Button icon="link" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button look="main" onClick={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  )
}
