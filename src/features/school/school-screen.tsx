import { Page } from "#/ui/page.tsx"

export function SchoolScreen() {
  return <Page title="SchoolScreen">{null}</Page>
}
