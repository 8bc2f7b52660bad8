import { Page } from "#/ui/page.tsx"

export function ClassForm() {
  return <Page title="ClassForm">{null}</Page>
}
