import { Page } from "#/ui/page.tsx"

export function ClassesScreen() {
  return <Page title="ClassesScreen">{null}</Page>
}
