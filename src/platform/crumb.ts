import * as v from "valibot"

/**
 * A crumb beside the database, in another store of the browser: if the database is gone at the next start the
 * app can say so and what was there, instead of greeting an old friend as a stranger. Nothing personal.
 */
const crumbSchema = v.object({
  place: v.picklist(["own", "demo"]),
  language: v.exactOptional(v.picklist(["ru", "en"])),
  theme: v.exactOptional(v.picklist(["light", "dark"])),
  /** What lay in the own database when last seen. */
  own: v.exactOptional(v.object({ classes: v.number(), waiting: v.number(), seenAt: v.number() })),
  /** Where the browser was last asked to keep the storage. */
  askedToKeep: v.exactOptional(v.picklist(["browser", "installed"])),
})

export type Crumb = v.InferOutput<typeof crumbSchema>

const crumbKey = "bortzhurnal"

export function readCrumb(): Crumb | undefined {
  try {
    const parsed = v.safeParse(crumbSchema, JSON.parse(localStorage.getItem(crumbKey) ?? "null"))
    return parsed.success ? parsed.output : undefined
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
