import { Dexie } from "dexie"

import { uuidV7 } from "#/base/uuid.ts"
import { openDatabase, type Trouble } from "#/data/database.ts"
import { handoverName } from "#/data/handover-name.ts"
import { beginJournal, placeOf, type Journal, type Seeds } from "#/data/journal.ts"

import { localDay } from "./calendar.ts"
import { carry, openMark } from "./credentials.ts"
import { dropCrumb, type Crumb } from "./crumb.ts"
import { keepStorageAfter } from "./keep-storage.ts"
import { loadedOnce } from "./loaded-once.ts"
import { databaseNames, databaseOf, placeIn, teachersAmong, type PlaceName } from "./place-names.ts"
import type { Services } from "./services.tsx"
import { SyncLoop } from "./sync-loop.ts"

export type OpenedPlace =
  | { readonly kind: "open"; readonly services: Services }
  /** Nothing was ever begun on this tablet. */
  | { readonly kind: "new" }
  /** There was something, and the browser or somebody has wiped it. */
  | { readonly kind: "emptied"; readonly was: NonNullable<Crumb["own"]> }
  /**
   * It does not open by itself: a PIN or another way is needed. Also one that would, but was without its server for
   * too long: its look says `isOpen`, and `unlockByItself` asks the server.
   */
  | { readonly kind: "locked"; readonly database: string }
  /** Pupils hold the tablet: nothing opens by itself, and this teacher's lock is the way out. */
  | { readonly kind: "handed-over" }
  /** Several teachers' places, and nothing says whose turn it is. */
  | { readonly kind: "choose" }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

type BegunPlace = Extract<OpenedPlace, { readonly kind: "open" | "locked" | "trouble" }>

const loadWriter = loadedOnce(() => import("#/data/write.ts"))

interface Options {
  readonly crumb: Crumb | undefined
  readonly onTrouble: (trouble: Trouble) => void
}

/** Opens what the tablet has. Makes nothing but the practice class: a look at the app leaves no trace. */
export async function openPlace(place: PlaceName, options: Options): Promise<OpenedPlace> {
  const { crumb, onTrouble } = options
  const all = await databaseNames()
  // Before anything else, the practice class and the first run too: whoever holds the tablet may type any address.
  if (all.includes(handoverName)) {
    const { whoseHandover } = await import("./handover-look.ts")
    if ((await whoseHandover()) !== undefined) return { kind: "handed-over" }
  }
  if (place === "demo") return openPractice(onTrouble)
  const names = teachersAmong(all)
  // Without a crumb nobody knows who was here last.
  const isKnown = names.includes(databaseOf(place)) && (crumb !== undefined || names.length === 1)
  if (isKnown) return openAgain(place, options)
  const [only, ...others] = names
  if (only === undefined) {
    const was = crumb?.own
    return was === undefined ? { kind: "new" } : { kind: "emptied", was }
  }
  return others.length === 0 ? openAgain(placeIn(only), options) : { kind: "choose" }
}

/** A place whose keys are gone goes for good, and without a word of being emptied: it was told when they went. */
async function openAgain(place: PlaceName, options: Options): Promise<OpenedPlace> {
  const begun = await tryPlace(place, options.onTrouble)
  if (begun.kind !== "dead") return begun
  await Dexie.delete(databaseOf(place))
  const { own: _gone, ...crumb } = options.crumb ?? { place }
  dropCrumb({ own: undefined })
  return openPlace(place, { ...options, crumb })
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
  const begun = await tryPlace(place, onTrouble)
  if (begun.kind !== "dead") return begun
  await Dexie.delete(databaseOf(place))
  return beginPlace(place, onTrouble)
}

async function tryPlace(
  place: PlaceName,
  onTrouble: (trouble: Trouble) => void,
): Promise<BegunPlace | { readonly kind: "dead" }> {
  const opening = await openDatabase(databaseOf(place), { onTrouble })
  if (opening.kind === "trouble") return opening
  const { database } = opening
  const begun = await beginJournal(database, place === "demo" ? "demo" : "local", seeds())
  if (begun.kind === "open") return { kind: "open", services: await servicesOf(begun.journal) }
  database.close({ disableAutoOpen: true })
  return begun.kind === "dead" ? begun : { kind: "locked", database: database.name }
}

/** Everything a screen needs of an unlocked place. From here on requests are this place's. */
export async function servicesOf(journal: Journal): Promise<Services> {
  const { database, vault } = journal
  const row = await placeOf(database)
  if (row.mode !== "demo") carry(database.name, await openMark(row.session, vault))
  const sync = new SyncLoop(row.mode, {
    rounds: async (onProgress) => {
      const { httpRounds } = await import("./sync-rounds.ts")
      return httpRounds(journal, seeds, onProgress)
    },
    nowMs: () => Date.now(),
    random: () => Math.random(),
    alone: (job) => alone(placeIn(database.name), job),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  })
  return {
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
        if (row.mode !== "demo") void keepStorageAfter(edits)
      }
      return written
    },
    enter,
  }
}

/** The place of these services, as {@link Services.enter} takes it. */
export function placeNameOf({ journal }: Services): PlaceName {
  return placeIn(journal.database.name)
}

/** A fresh document, so that nothing of the place before stays in memory; nor behind the button «back». */
export function enter(place: PlaceName, address = "/today"): void {
  dropCrumb(place === "demo" ? { place } : { place, back: place })
  location.replace(address)
}

function seeds(): Seeds {
  return { nowMs: Date.now(), random: (length) => crypto.getRandomValues(new Uint8Array(length)) }
}

function newId(): string {
  const { nowMs, random } = seeds()
  return uuidV7(nowMs, random(10))
}

/** One flush of a place at a time. Without Web Locks the server's own rules suffice. */
async function alone(place: PlaceName, job: () => Promise<void>): Promise<boolean> {
  if (!("locks" in navigator)) {
    await job()
    return true
  }
  // The first place keeps the name by which a tab of an older release still takes its turn.
  const turn = place === "own" ? "bortzhurnal-sync" : `bortzhurnal-sync-${place}`
  return navigator.locks.request(turn, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false
    await job()
    return true
  })
}
