import { Page } from "#/ui/page.tsx"

export function SeasonScreen() {
  return <Page title="SeasonScreen">{null}</Page>
}
