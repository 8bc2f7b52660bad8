import type { ReactNode } from "react"

/** Read aloud, not shown. */
export function Unseen({ children }: { readonly children: ReactNode }) {
  return <span className="unseen">{children}</span>
}
