import { Page } from "#/ui/page.tsx"

export function WeekScreen() {
  return <Page title="WeekScreen">{null}</Page>
}
