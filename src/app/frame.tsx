import { Suspense, type ReactNode } from "react"
import { useLocation } from "react-router"

import { sectionsFor, type Section } from "#/domain/screen-access.ts"
import { paths } from "#/features/paths.ts"
import { SyncIndicator } from "#/features/sync/sync-indicator.tsx"
import { useServices, type Services } from "#/platform/services.tsx"
import { useOpensByItself } from "#/platform/use-opens-by-itself.ts"
import { commonWords } from "#/text/common.ts"
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
  const { close } = useWords(commonWords)
  const services = useServices()
  const { place } = services
  const { pathname } = useLocation()
  const opensByItself = useOpensByItself()
  const known: Readonly<Record<Section, ShellItem>> = {
    today: {
      to: paths.today,
      label: words.today,
      icon: "today",
      also: [paths.week, "/activities"],
    },
    classes: { to: paths.classes, label: words.classes, icon: "class", also: [paths.import] },
    season: { to: paths.season, label: words.season, icon: "season" },
    report: { to: paths.report, label: words.report, icon: "report" },
    area: { to: paths.area, label: words.area, icon: "report" },
    more: {
      to: paths.more,
      label: words.more,
      icon: "more",
      also: [paths.install, paths.key, paths.storage, paths.templates, paths.sync],
    },
  }
  const sections = sectionsFor(place.person?.role ?? null)
  const items = sections.map((section) => known[section])
  return (
    <StatusSlotContext value={indicator}>
      <Shell
        items={items}
        {...(opensByItself === false && {
          lock: { label: close, run: () => void lock(services) },
        })}
      >
        <ErrorBoundary place={pathname}>
          <Suspense fallback={<Wait />}>{children}</Suspense>
        </ErrorBoundary>
      </Shell>
    </StatusSlotContext>
  )
}

/** What locks is loaded with every place that has a PIN, but not before its first screen. */
async function lock(services: Services): Promise<void> {
  const { lockNow } = await import("#/platform/lock.ts")
  await lockNow(services)
}
