import { Page } from "#/ui/page.tsx"

export function ImportsScreen() {
  return <Page title="ImportsScreen">{null}</Page>
}
