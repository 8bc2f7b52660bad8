import type { Crumb } from "#/platform/crumb.ts"
import type { Services } from "#/platform/services.tsx"

type Props = { readonly was: Crumb["own"] | undefined; readonly services: Services | undefined }

export function StartScreen({ was, services }: Props) {
  return (
    <main>
      {String(was?.classes)} {String(services === undefined)}
    </main>
  )
}
