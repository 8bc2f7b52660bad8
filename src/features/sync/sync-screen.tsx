import { Page } from "#/ui/page.tsx"

export function SyncScreen() {
  return <Page title="SyncScreen">{null}</Page>
}
