import { Page } from "#/ui/page.tsx"

export function StorageScreen() {
  return <Page title="StorageScreen">{null}</Page>
}
