import { Page } from "#/ui/page.tsx"

export function TodayScreen() {
  return <Page title="TodayScreen">{null}</Page>
}
