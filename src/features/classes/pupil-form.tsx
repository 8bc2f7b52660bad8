import { Page } from "#/ui/page.tsx"

export function PupilForm() {
  return <Page title="PupilForm">{null}</Page>
}
