import { paths } from "#/features/paths.ts"
import { lockNow } from "#/platform/lock.ts"
import { useServices } from "#/platform/services.tsx"
import { useOpensByItself } from "#/platform/use-opens-by-itself.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

/** Who may open this journal. «Закрыть» stands here too, for a phone has no room for it in its bar. */
export function KeyCard() {
  const { key: words, other } = useWords(lockWords)
  const services = useServices()
  const opensByItself = useOpensByItself()
  const next = <Icon name="next" />
  if (services.place.mode === "demo") return null
  return (
    <Card title={words.title} flush>
      <Entries label={words.title}>
        <Entry
          margin={<Icon name="key" />}
          title={words.title}
          detail={opensByItself === true ? words.openNow : words.detail}
          to={paths.key}
          sign={next}
          {...(opensByItself === true && { state: "late" as const })}
        />
        <Entry
          margin={<Icon name="people" />}
          // A fresh document, so that the key of this journal is gone before another one opens.
          title={<a href={paths.teachers}>{other.teacher}</a>}
          detail={words.otherTeacherDetail}
          sign={next}
        />
      </Entries>
      {opensByItself === false && (
        <div className="more-lock">
          <Button icon="lock" wide onClick={() => void lockNow(services)}>
            {words.lockNow}
          </Button>
        </div>
      )}
    </Card>
  )
}
