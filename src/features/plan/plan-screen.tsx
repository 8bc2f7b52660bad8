import { Page } from "#/ui/page.tsx"

export function PlanScreen() {
  return <Page title="PlanScreen">{null}</Page>
}
