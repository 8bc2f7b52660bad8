import { lazy, Suspense, useEffect, useState } from "react"
import { BrowserRouter, useLocation, useNavigate } from "react-router"

import type { Trouble } from "#/data/database.ts"
import { paths } from "#/features/paths.ts"
import type { Crumb } from "#/platform/crumb.ts"
import { openPlace, type OpenedPlace } from "#/platform/open-place.ts"
import type { Updates } from "#/platform/service-worker.ts"
import { ServicesProvider, type Services } from "#/platform/services.tsx"
import { UpdatesProvider } from "#/platform/updates.tsx"
import { wakeSync } from "#/platform/wake-sync.ts"
import { ToastProvider } from "#/ui/toast.tsx"
import { LanguageProvider } from "#/ui/words.tsx"

import { Frame } from "./frame.tsx"
import { AppRoutes } from "./routes.tsx"
import { TroubleLine } from "./trouble-line.tsx"
import { UpdateLine } from "./update-line.tsx"

const StartScreen = lazy(async () => ({
  default: (await import("#/features/start/start-screen.tsx")).StartScreen,
}))
const JoinScreen = lazy(async () => ({
  default: (await import("#/features/start/join-screen.tsx")).JoinScreen,
}))
const Locked = lazy(async () => ({
  default: (await import("#/features/lock/locked.tsx")).Locked,
}))
const TeachersScreen = lazy(async () => ({
  default: (await import("#/features/lock/teachers-screen.tsx")).TeachersScreen,
}))
const ProtectScreen = lazy(async () => ({
  default: (await import("#/features/lock/protect-screen.tsx")).ProtectScreen,
}))
const HandedOver = lazy(async () => ({
  default: (await import("#/features/lock/handed-over.tsx")).HandedOver,
}))
const LockKeeper = lazy(async () => ({
  default: (await import("#/features/lock/lock-keeper.tsx")).LockKeeper,
}))

type Props = { readonly updates: Updates; readonly crumb: Crumb | undefined }

/** Opens the tablet's place and shows it, or the first run, or what is wrong. */
export function App({ updates, crumb }: Props) {
  const [opened, setOpened] = useState<OpenedPlace>()
  const [trouble, setTrouble] = useState<Trouble>()
  useEffect(() => {
    void (async () => {
      setOpened(await openPlace(crumb?.place ?? "own", { crumb, onTrouble: setTrouble }))
      // The window that stood in the way is gone.
      setTrouble((now) => (now?.kind === "blocked" ? undefined : now))
    })()
  }, [crumb])
  const services = opened?.kind === "open" ? opened.services : undefined
  useEffect(() => (services === undefined ? undefined : wakeSync(services)), [services])
  useEffect(() => {
    let stop: (() => void) | undefined
    let isOver = false
    void (async () => {
      const { hearEverybody } = await import("#/platform/lock.ts")
      if (!isOver) stop = hearEverybody(services?.journal)
    })()
    return () => {
      isOver = true
      stop?.()
    }
  }, [services])
  useEffect(() => {
    if (services !== undefined) updates.beforeReload(() => services.journal.queue.run(nothing))
  }, [updates, services])
  const shownTrouble = opened?.kind === "trouble" ? opened.trouble : trouble
  return (
    <LanguageProvider language={crumb?.language ?? "ru"}>
      <BrowserRouter>
        <ToastProvider>
          <UpdateLine updates={updates} />
          {shownTrouble && <TroubleLine trouble={shownTrouble} />}
          <UpdatesProvider value={updates}>
            {opened !== undefined && opened.kind !== "trouble" && (
              <Suspense fallback={null}>
                <Place opened={opened} onOpen={setOpened} onTrouble={setTrouble} />
              </Suspense>
            )}
          </UpdatesProvider>
        </ToastProvider>
      </BrowserRouter>
    </LanguageProvider>
  )
}

/** The last in the queue of writes. */
async function nothing(): Promise<void> {}

type Standing = {
  readonly opened: Exclude<OpenedPlace, { kind: "trouble" }>
  readonly onOpen: (opened: OpenedPlace) => void
  readonly onTrouble: (trouble: Trouble) => void
}

/** An invitation and the choice of a teacher open at their own addresses whether or not anything is on the tablet. */
function Place({ opened, onOpen, onTrouble }: Standing) {
  const { pathname, hash } = useLocation()
  const navigate = useNavigate()
  const services: Services | undefined = opened.kind === "open" ? opened.services : undefined
  const open = (unlocked: Services): void => onOpen({ kind: "open", services: unlocked })
  if (opened.kind === "handed-over") return <HandedOver onOpen={open} onTrouble={onTrouble} />
  if (pathname === paths.join) {
    return (
      <JoinScreen
        services={services}
        onOpen={(unlocked) => {
          open(unlocked)
          // The PIN was forgotten, and the key is at hand only now.
          void navigate(`${paths.protect}?new-pin`, { replace: true })
        }}
      />
    )
  }
  if (pathname === paths.teachers || opened.kind === "choose") return <TeachersScreen />
  // The link of a new server sets it up, whoever is here.
  if (opened.kind === "locked" && (pathname !== paths.start || hash === "")) {
    return <Locked database={opened.database} onOpen={open} onTrouble={onTrouble} />
  }
  if (services === undefined || pathname === paths.start) {
    return (
      <StartScreen was={opened.kind === "emptied" ? opened.was : undefined} services={services} />
    )
  }
  return (
    <ServicesProvider value={services}>
      <Suspense fallback={null}>
        <LockKeeper />
      </Suspense>
      {pathname === paths.protect ? (
        <ProtectScreen />
      ) : (
        <Frame>
          <AppRoutes />
        </Frame>
      )}
    </ServicesProvider>
  )
}
