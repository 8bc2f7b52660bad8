import { Page } from "#/ui/page.tsx"

export function ImportScreen() {
  return <Page title="ImportScreen">{null}</Page>
}
