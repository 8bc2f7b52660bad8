import { isPlaceName, type PlaceName } from "./place-names.ts"

/**
 * A crumb beside the database, in another store of the browser: if the database is gone at the next start the
 * app can say so and what was there, instead of greeting an old friend as a stranger. Nothing personal.
 */
export interface Crumb {
  /** The place that was open last. */
  readonly place: PlaceName
  /** The teacher's place to come back to from the practice class, when it is not the first one. */
  readonly back?: PlaceName
  readonly language?: "ru" | "en"
  readonly theme?: "light" | "dark"
  /** What lay in the database of the teacher who was here last, when last seen. */
  readonly own?: { readonly classes: number; readonly waiting: number; readonly seenAt: number }
  /** Where the browser was last asked to keep the storage. */
  readonly askedToKeep?: "browser" | "installed"
  /** Until then a person does not want to be told that unsent work should be saved to a file, milliseconds. */
  readonly rescueLaterTill?: number
}

const crumbKey = "bortzhurnal"

export function readCrumb(): Crumb | undefined {
  try {
    return decoded(JSON.parse(localStorage.getItem(crumbKey) ?? "null"))
  } catch {
    // Storage is switched off, or somebody wrote there by hand: as good as no crumb.
    return undefined
  }
}

/** Changes parts of the crumb; `undefined` takes a part away. */
export function dropCrumb(change: {
  readonly [Part in keyof Crumb]?: Crumb[Part] | undefined
}): void {
  try {
    const crumb = { place: "own", ...readCrumb(), ...change }
    localStorage.setItem(crumbKey, JSON.stringify(crumb))
  } catch {
    // The crumb is a convenience; without it an emptied store cannot be told from a new tablet.
  }
}

/** The teacher's place that was open before the practice class. */
export function teachersPlace(): PlaceName {
  return readCrumb()?.back ?? "own"
}

/** By hand: the decoding library would come with the first screen for these five fields alone. */
function decoded(stored: unknown): Crumb | undefined {
  if (typeof stored !== "object" || stored === null) return undefined
  const crumb = new Map<string, unknown>(Object.entries(stored))
  const place = crumb.get("place")
  if (!isPlaceName(place)) return undefined
  const language = oneOf(["ru", "en"], crumb.get("language"))
  const theme = oneOf(["light", "dark"], crumb.get("theme"))
  const askedToKeep = oneOf(["browser", "installed"], crumb.get("askedToKeep"))
  const own = ownOf(crumb.get("own"))
  const back = crumb.get("back")
  const rescueLaterTill = crumb.get("rescueLaterTill")
  return {
    place,
    ...(language === undefined ? {} : { language }),
    ...(theme === undefined ? {} : { theme }),
    ...(askedToKeep === undefined ? {} : { askedToKeep }),
    ...(own === undefined ? {} : { own }),
    ...(isPlaceName(back) ? { back } : {}),
    ...(typeof rescueLaterTill === "number" ? { rescueLaterTill } : {}),
  }
}

function oneOf<const Option>(options: readonly Option[], value: unknown): Option | undefined {
  return options.find((option) => option === value)
}

function ownOf(stored: unknown): Crumb["own"] {
  if (typeof stored !== "object" || stored === null) return undefined
  const { classes, waiting, seenAt } = { classes: 0, waiting: 0, seenAt: 0, ...stored }
  const isWhole = [classes, waiting, seenAt].every((count) => Number.isFinite(count))
  return isWhole ? { classes, waiting, seenAt } : undefined
}
