import { Page } from "#/ui/page.tsx"

export function InstallScreen() {
  return <Page title="InstallScreen">{null}</Page>
}
