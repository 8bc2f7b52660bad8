import { Dexie } from "dexie"

import { uuidV7 } from "#/base/uuid.ts"
import { openDatabase, type Trouble } from "#/data/database.ts"
import { openJournal, placeOf, type Seeds } from "#/data/journal.ts"

import { localDay } from "./calendar.ts"
import { dropCrumb, type Crumb } from "./crumb.ts"
import { keepStorageAfter } from "./keep-storage.ts"
import { loadedOnce } from "./loaded-once.ts"
import type { Services } from "./services.tsx"
import { SyncLoop } from "./sync-loop.ts"

/** One database a teacher; the name of the practice class's is its own, so that the two never meet. */
const databaseName = { own: "nav-own", demo: "nav-demo" } as const

export type PlaceName = keyof typeof databaseName

export type OpenedPlace =
  | { readonly kind: "open"; readonly services: Services }
  /** Nothing was ever begun on this tablet. */
  | { readonly kind: "new" }
  /** There was something, and the browser or somebody has wiped it. */
  | { readonly kind: "emptied"; readonly was: NonNullable<Crumb["own"]> }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

type BegunPlace = Extract<OpenedPlace, { readonly kind: "open" | "trouble" }>

const loadWriter = loadedOnce(() => import("#/data/write.ts"))

interface Options {
  readonly crumb: Crumb | undefined
  readonly onTrouble: (trouble: Trouble) => void
}

/** Opens what the tablet has. Makes nothing but the practice class: a look at the app leaves no trace. */
export async function openPlace(place: PlaceName, options: Options): Promise<OpenedPlace> {
  if (place === "demo") return openPractice(options.onTrouble)
  if (!(await exists(databaseName[place]))) {
    const was = options.crumb?.own
    return was === undefined ? { kind: "new" } : { kind: "emptied", was }
  }
  return beginPlace(place, options.onTrouble)
}

/** The browser's list of names is much sooner there than a database opened to see; some older ones give none. */
async function exists(name: string): Promise<boolean> {
  const known = globalThis.indexedDB
  if (known === undefined || !("databases" in known)) return Dexie.exists(name)
  return (await known.databases()).some((database) => database.name === name)
}

/** The practice class comes with its invented pupils, and with something to hold today. */
async function openPractice(onTrouble: (trouble: Trouble) => void): Promise<BegunPlace> {
  const begun = await beginPlace("demo", onTrouble)
  if (begun.kind === "open") {
    const { fillPractice } = await import("./practice.ts")
    await fillPractice(begun.services)
  }
  return begun
}

/** Opens a place, making it when it is new: own work without a server, or the practice class. */
export async function beginPlace(
  place: PlaceName,
  onTrouble: (trouble: Trouble) => void,
): Promise<BegunPlace> {
  const opening = await openDatabase(databaseName[place], { onTrouble })
  if (opening.kind === "trouble") return opening
  const mode = place === "demo" ? "demo" : "local"
  const journal = await openJournal(opening.database, mode, seeds())
  const row = await placeOf(opening.database)
  const sync = new SyncLoop(row.mode, {
    rounds: async (onProgress) => {
      const { httpRounds } = await import("./sync-rounds.ts")
      return httpRounds(journal, seeds, onProgress)
    },
    nowMs: () => Date.now(),
    random: () => Math.random(),
    alone,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  })
  return {
    kind: "open",
    services: {
      journal,
      place: row,
      sync,
      nowMs: () => Date.now(),
      today: () => localDay(new Date()),
      newId,
      write: async (edits) => {
        const { write } = await loadWriter()
        const written = await write(journal, edits, Date.now())
        if (written.kind === "saved" && written.changed > 0) {
          sync.saved()
          if (mode === "local") void keepStorageAfter(edits)
        }
        return written
      },
      enter,
    },
  }
}

/** A fresh document, so that nothing of the place before stays in memory. */
function enter(place: PlaceName): void {
  dropCrumb({ place })
  location.assign("/today")
}

function seeds(): Seeds {
  return { nowMs: Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) }
}

function newId(): string {
  const { nowMs, random } = seeds()
  return uuidV7(nowMs, random(10))
}

/** One flush at a time per browser. Without Web Locks the server's own rules suffice. */
async function alone(job: () => Promise<void>): Promise<boolean> {
  if (!("locks" in navigator)) {
    await job()
    return true
  }
  return navigator.locks.request("bortzhurnal-sync", { ifAvailable: true }, async (lock) => {
    if (lock === null) return false
    await job()
    return true
  })
}
