import type { Role } from "#/domain/access.ts"

import { withDiagnostics, type DiagnosticTouch } from "./diagnostics.ts"
import { Dice } from "./dice.ts"

/**
 * A history as data: who is there, and what happens step by step. Every step says all about itself by fixed numbers, so
 * that any of them may be left out; one that makes no sense any more does nothing.
 */
export interface Plan {
  readonly seed: number
  readonly setting: Setting
  readonly steps: readonly Step[]
}

export interface PersonSetting {
  readonly role: Role
  readonly classes: readonly number[]
}

export interface SchoolSetting {
  /** Schools of one server share its database. */
  readonly server: number
  readonly classes: number
  readonly pupils: number
  readonly activities: number
  /** The first one is the head. */
  readonly people: readonly PersonSetting[]
}

export interface TabletSetting {
  readonly school: number
  readonly person: number
  /** Two teachers may share a device: they have a database each, and are wiped together. */
  readonly device: number
  /** Alone: work begins before any school is joined. */
  readonly begins: "joined" | "alone"
  readonly skewMs: number
  readonly speaks: "present" | "former"
}

export interface Setting {
  readonly schools: readonly SchoolSetting[]
  readonly tablets: readonly TabletSetting[]
  /** Entries in one answer. */
  readonly page: number
}

/** What happens to one request. */
export const fates = [
  "well",
  /** Never reaches the server. */
  "lost",
  /** The server does its work, the answer is lost. */
  "unheard",
  /** The answer breaks off. */
  "cut",
  /** The server gets it twice; the later answer arrives. */
  "twice",
  /** Somebody else answers. */
  "portal",
  "busy",
  /** The tablet gives it up; the server gets it at some later step. */
  "late",
  /** The answer arrives at some later step. */
  "held",
  /** The answer to the request before arrives instead. */
  "swapped",
  /** The server is newer and says more than the tablet knows. */
  "newer",
] as const
export type Fate = (typeof fates)[number]

/** What a hand does on a screen. `value` is different in every step, so that a value tells who wrote it. */
export type Touch =
  | { readonly what: "class"; readonly index: number; readonly value: number }
  | {
      readonly what: "pupil"
      readonly index: number
      readonly to: number
      readonly field: "last" | "first" | "middle" | "born" | "since" | "status"
      readonly value: number
    }
  | { readonly what: "move"; readonly index: number; readonly to: number }
  | {
      readonly what: "activity"
      readonly index: number
      readonly classes: readonly number[]
      readonly leader: number | null
      readonly field: "title" | "note" | "place" | "day" | "status" | "leader" | "classes"
      readonly value: number
    }
  | {
      readonly what: "marks"
      readonly index: number
      readonly pupils: readonly number[]
      readonly mark: number
    }
  | {
      readonly what: "ticks"
      readonly index: number
      readonly tick: number
      readonly done: boolean
    }
  | { readonly what: "season"; readonly step: number; readonly value: number }
  | {
      readonly what: "gone"
      readonly kind: "pupil" | "activity" | "class"
      readonly index: number
      readonly gone: boolean
    }
  /** What a server refuses. */
  | { readonly what: "wrong"; readonly how: "person" | "register"; readonly value: number }
  | DiagnosticTouch

export type Step =
  | {
      readonly kind: "write"
      readonly tablet: number
      readonly tab: 0 | 1
      readonly touches: readonly Touch[]
      readonly crashAfter: number | null
    }
  | {
      readonly kind: "sync"
      readonly tablet: number
      readonly tab: 0 | 1
      /** By request; the rest goes well. */
      readonly fates: readonly Fate[]
      /** Ops in one request. */
      readonly most: number
      readonly crashAfter: number | null
    }
  /** At once. */
  | { readonly kind: "together"; readonly steps: readonly Step[] }
  | { readonly kind: "undo"; readonly tablet: number }
  | {
      readonly kind: "import"
      readonly tablet: number
      readonly to: number
      readonly pupils: readonly number[]
      readonly value: number
    }
  | { readonly kind: "undo-import"; readonly tablet: number }
  | { readonly kind: "mend"; readonly tablet: number; readonly how: "resend" | "set-down" }
  /** Late requests reach their server, held answers their tablets. */
  | { readonly kind: "arrive" }
  | { readonly kind: "crash"; readonly tablet: number }
  | { readonly kind: "evict"; readonly tablet: number }
  | { readonly kind: "clone"; readonly tablet: number; readonly to: number }
  /** The database becomes one that the first version of the app has left. */
  | { readonly kind: "old-schema"; readonly tablet: number }
  | { readonly kind: "upgrade"; readonly tablet: number }
  | { readonly kind: "skew"; readonly tablet: number; readonly ms: number }
  | { readonly kind: "pass"; readonly ms: number }
  | { readonly kind: "backup"; readonly server: number }
  | { readonly kind: "restore"; readonly server: number; readonly back: number }
  | { readonly kind: "collect"; readonly server: number }
  /** What rested on withdrawn consents, where the day has come. */
  | { readonly kind: "erase"; readonly server: number }
  | { readonly kind: "revoke"; readonly school: number; readonly person: number }
  | { readonly kind: "invite"; readonly school: number; readonly person: number }
  | {
      readonly kind: "appoint"
      readonly school: number
      readonly person: number
      readonly classes: readonly number[]
    }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What can go wrong in a history; each seed chooses some of it, so that rare meetings happen. */
const troublesOfSeeds = [
  "network",
  "late",
  "crash",
  "evict",
  "clone",
  "skew",
  "backup",
  "restore",
  "old-restore",
  "collect",
  "revoke",
  "appoint",
  "lead",
  "together",
  "schema",
  "protocol",
  "alone",
  "import",
  "wrong",
  "months",
  "delete",
  "move",
  "small-pages",
  "two-tabs",
] as const
/** Those that come only where they are asked for: seeds from before there were any mean what they always meant. */
export const troubles = [...troublesOfSeeds, "diagnostics"] as const
export type Trouble = (typeof troubles)[number]

export interface PlanOptions {
  readonly steps?: number
  readonly without?: readonly Trouble[]
  /** Besides those that the seed chooses. */
  readonly with?: readonly Trouble[]
  /** These and no others, instead of those that the seed would choose. */
  readonly only?: readonly Trouble[]
}

/** The history of a seed. */
export function planOf(seed: number, options: PlanOptions = {}): Plan {
  const dice = new Dice(seed)
  const share = dice.one([0.25, 0.4, 0.6, 0.85])
  const any = troublesOfSeeds.filter(() => dice.chance(share))
  const chosen = new Set<Trouble>([...(options.only ?? any), ...(options.with ?? [])])
  for (const trouble of options.without ?? []) chosen.delete(trouble)
  const setting = settingOf(dice, chosen)
  const count = options.steps ?? dice.between(40, 120)
  const planner = new Planner(dice, { chosen, setting })
  const steps = Array.from({ length: count }, () => planner.step())
  if (!chosen.has("diagnostics")) return { seed, setting, steps }
  return { seed, setting, steps: withDiagnostics(steps, setting, new Dice(seed ^ 0x7e57)) }
}

function settingOf(dice: Dice, chosen: ReadonlySet<Trouble>): Setting {
  const servers = dice.chance(0.5) ? 2 : 1
  const schools = Array.from({ length: dice.chance(0.7) ? 2 : 1 }, (_, school): SchoolSetting => {
    const classes = dice.between(1, 3)
    const all = Array.from({ length: classes }, (_class, index) => index)
    const teachers = Array.from({ length: dice.between(1, 3) }, (_person, index): PersonSetting => {
      if (index > 0 && dice.chance(0.25)) return { role: "leader", classes: [] }
      return { role: "navigator", classes: all.filter(() => dice.chance(0.7)) }
    })
    return {
      server: school % servers,
      classes,
      pupils: dice.between(2, 8),
      activities: dice.between(1, 4),
      people: [{ role: "head", classes: [] }, ...teachers],
    }
  })
  const tablets: TabletSetting[] = []
  for (const [school, { people }] of schools.entries()) {
    const count = dice.between(2, schools.length === 1 ? 4 : 3)
    for (let index = 0; index < count; index += 1) {
      const isHead = dice.chance(0.15)
      const person = isHead ? 0 : 1 + (index % (people.length - 1))
      const device =
        tablets.length > 0 && dice.chance(0.15) ? dice.below(tablets.length) : tablets.length
      tablets.push({
        school,
        person,
        device,
        begins: chosen.has("alone") && dice.chance(0.4) ? "alone" : "joined",
        skewMs: chosen.has("skew") && dice.chance(0.5) ? skew(dice) : 0,
        speaks: chosen.has("protocol") && dice.chance(0.3) ? "former" : "present",
      })
    }
  }
  const page = chosen.has("small-pages") ? dice.between(2, 9) : 1_000
  return { schools, tablets, page }
}

function skew(dice: Dice): number {
  const size = dice.one([90_000, hourMs, 5 * hourMs, 3 * dayMs, 400 * dayMs])
  return Math.round((dice.chance(0.5) ? 1 : -1) * size * (0.5 + dice.below(100) / 100))
}

interface Ground {
  readonly chosen: ReadonlySet<Trouble>
  readonly setting: Setting
}

/** Steps that are drawn by the dice of the seed itself. */
type DrawnStep = Exclude<Step["kind"], "erase">

class Planner {
  readonly #dice: Dice
  readonly #chosen: ReadonlySet<Trouble>
  readonly #setting: Setting
  readonly #weights: Readonly<Record<DrawnStep, number>>
  #values = 0
  #clones = 0

  constructor(dice: Dice, { chosen, setting }: Ground) {
    this.#dice = dice
    this.#chosen = chosen
    this.#setting = setting
    const on = (trouble: Trouble, weight: number): number => (chosen.has(trouble) ? weight : 0)
    this.#weights = {
      write: 30,
      sync: 26,
      together: on("together", 6),
      undo: 2,
      import: on("import", 2),
      "undo-import": on("import", 2),
      mend: on("wrong", 2),
      arrive: on("late", 5),
      crash: on("crash", 3),
      evict: on("evict", 1),
      clone: on("clone", 1),
      "old-schema": on("schema", 2),
      upgrade: on("protocol", 2),
      skew: on("skew", 3),
      // Tombstones need more than a year between a deletion and the last that is heard of it.
      pass: 4 + on("months", 4),
      backup: on("backup", 4),
      restore: on("restore", 2),
      collect: on("collect", 3),
      revoke: on("revoke", 2),
      invite: on("revoke", 3),
      appoint: on("appoint", 3),
    }
  }

  step(): Step {
    return this.#make(this.#dice.weighed(this.#weights))
  }

  #make(kind: DrawnStep): Step {
    const dice = this.#dice
    const tablet = this.#tablet()
    switch (kind) {
      case "write":
        return this.#write(tablet)
      case "sync":
        return this.#sync(tablet)
      case "together":
        return this.#together()
      case "undo":
      case "undo-import":
      case "crash":
      case "evict":
      case "old-schema":
      case "upgrade":
        return { kind, tablet }
      case "import":
        return this.#import(tablet)
      case "mend":
        return { kind, tablet, how: dice.one(["resend", "set-down"]) }
      case "arrive":
        return { kind }
      case "clone": {
        const to = this.#setting.tablets.length + this.#clones
        this.#clones = Math.min(1, this.#clones + 1)
        return { kind, tablet, to }
      }
      case "skew":
        return { kind, tablet, ms: dice.chance(0.3) ? 0 : skew(dice) }
      case "pass":
        return { kind, ms: this.#span() }
      case "backup":
      case "collect":
        return { kind, server: this.#server() }
      case "restore": {
        const back = this.#chosen.has("old-restore") && dice.chance(0.5) ? dice.between(1, 2) : 0
        return { kind, server: this.#server(), back }
      }
      case "revoke":
      case "invite":
      case "appoint":
        return this.#access(kind)
    }
  }

  #tablet(): number {
    return this.#dice.below(this.#setting.tablets.length + this.#clones)
  }

  #server(): number {
    return this.#dice.below(new Set(this.#setting.schools.map(({ server }) => server)).size)
  }

  #span(): number {
    const dice = this.#dice
    if (this.#chosen.has("months") && dice.chance(0.4)) {
      return dice.chance(0.5) ? dice.between(401, 420) * dayMs : dice.between(100, 450) * dayMs
    }
    return dice.one([60_000, hourMs, 8 * hourMs, dayMs, 3 * dayMs])
  }

  #fates(): Fate[] {
    const dice = this.#dice
    if (!this.#chosen.has("network") || dice.chance(0.4)) return []
    const late: Fate[] = this.#chosen.has("late") ? ["late", "held", "held"] : []
    return Array.from({ length: dice.between(1, 4) }, () =>
      dice.chance(0.35)
        ? "well"
        : (dice.one<Fate>([
            "lost",
            "unheard",
            "unheard",
            "cut",
            "twice",
            "portal",
            "busy",
            "swapped",
            "newer",
            ...late,
          ]) ?? "well"),
    )
  }

  #crashAfter(): number | null {
    const dice = this.#dice
    if (!this.#chosen.has("crash") || !dice.chance(0.2)) return null
    return dice.below(dice.one([8, 40, 150]))
  }

  #tab(): 0 | 1 {
    return this.#chosen.has("two-tabs") && this.#dice.chance(0.3) ? 1 : 0
  }

  #sync(tablet: number): Step {
    const most = this.#dice.one([500, 500, 3, 1])
    const [tab, crashAfter] = [this.#tab(), this.#crashAfter()]
    return { kind: "sync", tablet, tab, fates: this.#fates(), most, crashAfter }
  }

  #write(tablet: number): Step {
    const count = this.#dice.one([1, 1, 1, 2, 4])
    const touches = Array.from({ length: count }, () => this.#touch(tablet))
    const [tab, crashAfter] = [this.#tab(), this.#crashAfter()]
    return { kind: "write", tablet, tab, touches, crashAfter }
  }

  #together(): Step {
    const dice = this.#dice
    const steps = Array.from({ length: dice.between(2, 4) }, () => {
      const tablet = this.#tablet()
      return dice.chance(0.6) ? this.#sync(tablet) : this.#write(tablet)
    })
    return { kind: "together", steps }
  }

  #import(tablet: number): Step {
    const dice = this.#dice
    const { pupils, classes } = this.#school(tablet)
    const some = Array.from({ length: dice.between(1, 4) }, () => dice.below(pupils + 4))
    const value = (this.#values += 1)
    return { kind: "import", tablet, to: dice.below(classes), pupils: [...new Set(some)], value }
  }

  #access(kind: "revoke" | "invite" | "appoint"): Step {
    const dice = this.#dice
    const school = dice.below(this.#setting.schools.length)
    const { people = [], classes = 1 } = this.#setting.schools[school] ?? {}
    const person = dice.between(1, Math.max(1, people.length - 1))
    if (kind !== "appoint") return { kind, school, person }
    const given = Array.from({ length: classes }, (_, index) => index).filter(() =>
      dice.chance(0.6),
    )
    return { kind, school, person, classes: given }
  }

  #school(tablet: number): SchoolSetting {
    const { tablets, schools } = this.#setting
    const known = tablets[tablet] ?? tablets[0]
    const school = schools[known?.school ?? 0]
    if (school === undefined) throw new Error("a plan has a school")
    return school
  }

  #touch(tablet: number): Touch {
    const dice = this.#dice
    const school = this.#school(tablet)
    const person = school.people[this.#setting.tablets[tablet]?.person ?? 1]
    const on = (trouble: Trouble, weight: number): number =>
      this.#chosen.has(trouble) ? weight : 0
    const what = dice.weighed({
      class: 2,
      pupil: 10,
      move: on("move", 3),
      activity: 8,
      marks: 14,
      ticks: 3,
      season: 1,
      gone: on("delete", 4),
      wrong: on("wrong", 2),
    })
    const value = (this.#values += 1)
    const own = person?.role === "navigator" && dice.chance(0.9) ? person.classes : []
    const someClass = (): number => dice.one(own) ?? dice.below(school.classes)
    const index = dice.below(school.pupils)
    const activity = dice.below(school.activities)
    switch (what) {
      case "class":
        return { what, index: someClass(), value }
      case "pupil": {
        const field = dice.one(["last", "last", "first", "middle", "born", "since", "status"])
        return { what, index, to: someClass(), field, value }
      }
      case "move":
        return { what, index, to: someClass() }
      case "activity": {
        const classes = dice.chance(0.1)
          ? []
          : [...new Set(dice.chance(0.8) ? [someClass()] : [someClass(), someClass()])]
        const leader = this.#chosen.has("lead")
          ? dice.one([null, dice.below(school.people.length)])
          : null
        const field = dice.one([
          "title",
          "note",
          "note",
          "place",
          "day",
          "status",
          ...(this.#chosen.has("lead") ? (["leader", "classes"] as const) : []),
        ])
        return { what, index: activity, classes, leader, field: field ?? "note", value }
      }
      case "marks": {
        const pupils = [
          ...new Set(Array.from({ length: dice.between(1, 4) }, () => dice.below(school.pupils))),
        ]
        return { what, index: activity, pupils, mark: dice.below(5) }
      }
      case "ticks":
        return { what, index: activity, tick: dice.below(3), done: dice.chance(0.7) }
      case "season":
        return { what, step: dice.below(2), value }
      case "gone": {
        const kind = dice.one(["pupil", "pupil", "activity", "class"])
        const of = kind === "pupil" ? index : kind === "activity" ? activity : someClass()
        return { what, kind, index: of, gone: dice.chance(0.75) }
      }
      case "wrong":
        return { what, how: dice.one(["person", "register"]), value }
    }
  }
}
