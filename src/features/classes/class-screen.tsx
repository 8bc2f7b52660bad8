import { Page } from "#/ui/page.tsx"

export function ClassScreen() {
  return <Page title="ClassScreen">{null}</Page>
}
