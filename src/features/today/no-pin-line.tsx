import { paths } from "#/features/paths.ts"
import { useOpensByItself } from "#/platform/use-opens-by-itself.ts"
import { todayWords } from "#/text/today.ts"
import { LinkButton } from "#/ui/button.tsx"
import { useWords } from "#/ui/words.tsx"

/** A reminder of one line, until the journal is behind a PIN. */
export function NoPinLine() {
  const words = useWords(todayWords)
  if (useOpensByItself() !== true) return null
  return (
    <p className="today-pin">
      <span>{words.noPin}</span>
      <LinkButton look="quiet" icon="lock" to={paths.protect}>
        {words.setPin}
      </LinkButton>
    </p>
  )
}
