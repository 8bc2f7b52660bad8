import { Icon } from "#/ui/icon.tsx"

/** What is wrong with a choice, said below it. */
export function FaultLine({ children }: { readonly children: string }) {
  return (
    <p className="plan-fault" role="alert" tabIndex={-1}>
      <Icon name="refused" />
      <span>{children}</span>
    </p>
  )
}

/** Something unusual: it is said and does not stop. */
export function WarningLine({ children }: { readonly children: string }) {
  return (
    <p className="plan-warning st-late">
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  )
}
