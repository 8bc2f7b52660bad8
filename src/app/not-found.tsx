import { paths } from "#/features/paths.ts"
import { shellWords } from "#/text/shell.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Page } from "#/ui/page.tsx"
import { useWords } from "#/ui/words.tsx"

export function NotFound() {
  const words = useWords(shellWords)
  return (
    <Page title={words.notFound}>
      <LinkButton to={paths.today}>{words.toToday}</LinkButton>
    </Page>
  )
}
