import { Page } from "#/ui/page.tsx"

export function MoreScreen() {
  return <Page title="MoreScreen">{null}</Page>
}
