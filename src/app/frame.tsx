import { Suspense, type ReactNode } from "react"
import { useLocation } from "react-router"

import { paths } from "#/features/paths.ts"
import { SyncIndicator } from "#/features/sync/sync-indicator.tsx"
import { useServices } from "#/platform/services.tsx"
import { shellWords } from "#/text/shell.ts"
import { ErrorBoundary } from "#/ui/error-boundary.tsx"
import { Shell, type ShellItem } from "#/ui/shell.tsx"
import { StatusSlotContext, type StatusLook } from "#/ui/status-slot.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

const indicator = (look: StatusLook): ReactNode => <SyncIndicator look={look} />

/** The rail and the screen in it. Every page finds the sync indicator in its status slot. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const words = useWords(shellWords)
  const { place } = useServices()
  const { pathname } = useLocation()
  const school: readonly ShellItem[] =
    place.person?.role === "head" ? [{ to: paths.school, label: words.school, icon: "people" }] : []
  const items: readonly ShellItem[] = [
    { to: paths.today, label: words.today, icon: "today", also: [paths.week, "/activities"] },
    { to: paths.classes, label: words.classes, icon: "class", also: [paths.import] },
    { to: paths.season, label: words.season, icon: "season" },
    ...school,
    {
      to: paths.more,
      label: words.more,
      icon: "more",
      end: school.length > 0,
      also: [paths.install, paths.storage, paths.templates, paths.sync],
    },
  ]
  return (
    <StatusSlotContext value={indicator}>
      <Shell items={items}>
        <ErrorBoundary place={pathname}>
          <Suspense fallback={<Wait />}>{children}</Suspense>
        </ErrorBoundary>
      </Shell>
    </StatusSlotContext>
  )
}
