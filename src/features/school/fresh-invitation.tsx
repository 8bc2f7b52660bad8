import { paths } from "#/features/paths.ts"
import { canShareLinks, copyText, shareLink } from "#/platform/share-file.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"
import { showInvitationCode } from "#/sync/invitation-code.ts"
import { dateWords } from "#/text/dates.ts"
import { schoolWords } from "#/text/school.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { QrCode } from "#/ui/qr-code.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly person: Member
  readonly invitation: InvitationAnswer
  readonly onDone: () => void
}

/** The only time the link and the code are seen: as a QR code for a camera, as signs for fingers, as a link to send. */
export function FreshInvitation({ person, invitation, onDone }: Props) {
  const { fresh: words } = useWords(schoolWords)
  const dates = useWords(dateWords)
  const toasts = useToast()
  const link = new URL(`${paths.join}#${invitation.token}`, location.origin).href
  const copy = async (): Promise<void> => {
    toasts.show({ text: (await copyText(link)) ? words.copied : words.notCopied })
  }
  return (
    <Card title={words.title(person.name)} next>
      <div className="stack">
        <p>{words.once}</p>
        <div className="school-invitation">
          <QrCode text={link} label={words.qr} />
          <div className="stack stack-close">
            <p>{words.scan}</p>
            <p>
              <span className="muted">{words.code}</span>
              <b className="school-code">{showInvitationCode(invitation.code)}</b>
              <span className="muted">{words.codeHow(`${location.host}${paths.join}`)}</span>
            </p>
            <p className="muted">{words.until(dates.moment(invitation.expiresAt, 0))}</p>
          </div>
        </div>
        <div className="line">
          <Button icon="link" onClick={() => void copy()}>
            {words.copy}
          </Button>
          {canShareLinks() && (
            <Button icon="upload" onClick={() => void shareLink(link, words.message)}>
              {words.share}
            </Button>
          )}
          <Button look="main" onClick={onDone}>
            {words.done}
          </Button>
        </div>
      </div>
    </Card>
  )
}
