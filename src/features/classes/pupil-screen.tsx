import { Page } from "#/ui/page.tsx"

export function PupilScreen() {
  return <Page title="PupilScreen">{null}</Page>
}
