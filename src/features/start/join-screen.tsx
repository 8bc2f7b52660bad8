import type { Services } from "#/platform/services.tsx"

type Props = { readonly services: Services | undefined }

export function JoinScreen({ services }: Props) {
  return <main>{String(services === undefined)}</main>
}
