import { sameJson, type Json } from "#/base/json.ts"
import type {
  DeviceRow,
  FeedRow,
  HistoryRow,
  OpRow,
  OpState,
  PlaceRow,
  RecordRow,
  ServerRow,
  StagedRow,
} from "#/data/rows.ts"
import type { OpId } from "#/domain/record.ts"
import { editName, opOfName, type EditName, type NamedEdit } from "#/sync/edit-name.ts"
import type { BaseCell, OwnCell } from "#/sync/held.ts"
import { opId } from "#/sync/merge.ts"
import type { OpCell } from "#/sync/op.ts"
import type { SyncAnswer } from "#/sync/protocol.ts"

import { Broken } from "./broken.ts"
import type { Change, Disk } from "./disk.ts"
import { Knowledge } from "./knowledge.ts"
import type { SimTablet } from "./tablet.ts"
import { contentOf } from "./web-crypto.ts"

/** One value that a hand has set in one cell, as the simulator remembers it: the truth to compare with. */
export interface Made {
  readonly id: number
  readonly school: number
  readonly tablet: number
  readonly rec: string
  readonly cell: string
  readonly value: Json
  /** The true time at which it was made. */
  readonly madeAtMs: number
  /** What the screen showed when it was made. */
  readonly on: Made | null
  /** The op of the other half of a clash that the tablet knew of. */
  readonly saw: OpId | null
  /** What the server had last told of the cell, whether it was shown or lay under an own value. */
  readonly told: OpId | null
  /** What the value that the server had told was known to stand on, or to have won over: a cell shows one rival. */
  readonly over: readonly EditName[]
  /** Everything its author had come to know of the cell by then. */
  readonly knew: ReadonlySet<Made>
  /** The ops under which it was sent: more than one where a tablet had to take another id. */
  readonly names: Set<OpId>
  /** The device was wiped while it held this; the server had it then, or not. */
  wiped: { readonly wasOnServer: boolean; readonly restores: number } | null
}

export interface MadeOp {
  readonly school: number
  readonly device: string
  readonly n: number
  readonly rec: string
  readonly kind: string
  readonly tablet: number
  readonly cells: ReadonlyMap<string, Made>
  /** When each cell is said to have been set, as it was sent. */
  readonly stamps: ReadonlyMap<string, number>
}

/** What the model knows of one database. */
export interface View {
  readonly tablet: SimTablet
  /** Own edits by record, cell and stamp: what stays though an op is numbered anew. */
  readonly made: Map<string, Made>
  readonly knowledge: Knowledge
  /** The highest cursor of each live feed in this epoch. */
  readonly cursors: Map<string, number>
  epoch: number
  /** The epoch changed, and not every feed has been built since. */
  isAfterRestore: boolean
  /** A hand is putting refused ops down just now. */
  isMending: boolean
  /** Answers being taken in just now. */
  readonly arriving: Set<SyncAnswer>
  /** How often its server had been restored when this tablet was copied, or was made as a copy; null: never. */
  copiedAt: number | null
  /** Those during which another tab took one in too. */
  readonly crossed: WeakSet<SyncAnswer>
  /** How far the tablet's clock was off when it last learnt of it. */
  skewLearnt: number | undefined
  /** Somebody has set the tablet's clock: from then on nobody can tell its former times from wrong ones. */
  isClockSet: boolean
  /** Something has changed since it was last looked at. */
  isChanged: boolean
}

export interface ShownCell {
  readonly value: Json
  readonly made: Made | "server"
  /** The number of the own op that covers the base here. */
  readonly n: number | null
}

const openStates: ReadonlySet<OpState | undefined> = new Set([
  "fresh",
  "sent",
  "receipted",
  "aside",
] as const)

/** How far ops have gone may stand in the device's row instead of in their own; said here once more, on purpose. */
type Marks = { readonly sentTo?: number; readonly settledTo?: number } | undefined

export function stateIn({ n, state }: Pick<OpRow, "n" | "state">, marks: Marks): OpState {
  if (state !== "fresh") return state
  if (n <= (marks?.settledTo ?? 0)) return "kept"
  return n <= (marks?.sentTo ?? 0) ? "sent" : "fresh"
}

interface Looked {
  readonly changes: readonly Change[]
  readonly deviceBefore: DeviceRow | undefined
  readonly device: DeviceRow | undefined
}

/** Watches every commit on every tablet, and knows who wrote what on top of what. */
export class Model {
  readonly views = new Map<string, View>()
  readonly ops = new Map<string, MadeOp[]>()
  readonly #disk: Disk
  readonly #nowMs: () => number
  /** A server was put back further than to its newest copy: what tablets had forgotten by then is lost, and rightly so. */
  hadOldRestore = false
  edits = 0
  /**
   * Schools in which a tablet was copied. An op of both copies goes under two names, and to the server these are two
   * edits: a clash may then be shown that is none, or one name may end the other's. No value is lost by it.
   */
  readonly copiedSchools = new Set<number>()
  /** Every edit there ever was. */
  readonly made: Made[] = []
  /** Commits so far, but for those that only note how far a tablet is. */
  changes = 0
  /** Edits over which the next tap went before they were sent: an op takes it in. */
  readonly absorbed = new Set<Made>()
  /** Edits of refused ops that a hand has put down or made again. */
  readonly putDown = new Set<Made>()
  /** Devices of which there are two: only they may use a number twice. */
  readonly copiedDevices = new Set<string>()
  /** The first thing that was found wrong. */
  broken: unknown = undefined

  constructor(disk: Disk, nowMs: () => number) {
    this.#disk = disk
    this.#nowMs = nowMs
    disk.onCommit((name, changes) => this.#commit(name, changes))
  }

  watch(tablet: SimTablet, copyOf?: View): View {
    const view: View = {
      tablet,
      made: new Map(copyOf?.made ?? []),
      knowledge: copyOf?.knowledge.copy() ?? new Knowledge(),
      cursors: new Map(copyOf?.cursors ?? []),
      epoch: copyOf?.epoch ?? 0,
      isAfterRestore: copyOf?.isAfterRestore ?? false,
      isMending: false,
      arriving: new Set(),
      copiedAt: null,
      crossed: new WeakSet(),
      skewLearnt: copyOf?.skewLearnt,
      isClockSet: copyOf?.isClockSet ?? false,
      isChanged: true,
    }
    this.views.set(tablet.database, view)
    const original = copyOf === undefined ? undefined : this.device(copyOf)
    if (original !== undefined) this.copiedDevices.add(original.id)
    return view
  }

  /** The device was wiped. */
  forget(view: View, isOnServer: (made: Made) => boolean, restores: number): void {
    for (const row of this.outbox(view)) {
      for (const made of this.madeBy(view, row).values()) {
        made.wiped ??= { wasOnServer: isOnServer(made), restores }
      }
    }
    view.made.clear()
    view.knowledge.forget()
    view.cursors.clear()
    view.epoch = 0
    view.isAfterRestore = false
    view.skewLearnt = undefined
    view.isChanged = true
  }

  outbox({ tablet }: View): readonly OpRow[] {
    return this.#disk.rows(tablet.database, "outbox") as readonly OpRow[]
  }

  records({ tablet }: View): readonly RecordRow[] {
    return this.#disk.rows(tablet.database, "records") as readonly RecordRow[]
  }

  feeds({ tablet }: View): readonly FeedRow[] {
    return this.#disk.rows(tablet.database, "feeds") as readonly FeedRow[]
  }

  staged({ tablet }: View): readonly StagedRow[] {
    return this.#disk.rows(tablet.database, "staged") as readonly StagedRow[]
  }

  history({ tablet }: View): readonly HistoryRow[] {
    return this.#disk.rows(tablet.database, "history") as readonly HistoryRow[]
  }

  device({ tablet }: View): DeviceRow | undefined {
    return this.#disk.row(tablet.database, "meta", "device") as DeviceRow | undefined
  }

  server({ tablet }: View): ServerRow | undefined {
    return this.#disk.row(tablet.database, "meta", "server") as ServerRow | undefined
  }

  place({ tablet }: View): PlaceRow | undefined {
    return this.#disk.row(tablet.database, "meta", "place") as PlaceRow | undefined
  }

  opRow({ tablet }: View, n: number): OpRow | undefined {
    return this.#disk.row(tablet.database, "outbox", n) as OpRow | undefined
  }

  /** The state an op is in; undefined when the outbox does not hold it. */
  stateOf(view: View, n: number): OpState | undefined {
    const row = this.opRow(view, n)
    return row === undefined ? undefined : stateIn(row, this.device(view))
  }

  record({ tablet }: View, id: string): RecordRow | undefined {
    return this.#disk.row(tablet.database, "records", id) as RecordRow | undefined
  }

  /** What a screen of the tablet shows of a record. */
  shown(view: View, row: RecordRow | undefined): ReadonlyMap<string, ShownCell> {
    const cells = new Map<string, ShownCell>()
    if (row === undefined) return cells
    const { base, own } = partsOf(row)
    for (const [name, cell] of Object.entries(base)) {
      cells.set(name, { value: cell.value, made: this.#told(view, row.id, [name, cell]), n: null })
    }
    for (const [name, cell] of Object.entries(own)) {
      const made = view.made.get(keyOf(row.id, name, cell))
      if (made === undefined) throw new Broken("I9", `${row.id} ${name} shows what was never saved`)
      cells.set(name, { value: cell.value, made, n: cell.n })
    }
    return cells
  }

  /** The edits an op of this tablet carries, by cell. */
  madeBy(view: View, row: OpRow): ReadonlyMap<string, Made> {
    const cells = new Map<string, Made>()
    for (const [name, cell] of Object.entries(opCellsOf(row))) {
      const made = view.made.get(keyOf(row.rec, name, cell))
      if (made !== undefined) cells.set(name, made)
    }
    return cells
  }

  /**
   * A tablet that takes another id sends open ops again, under other names: a copied one, or one whose former ops a
   * server has forgotten for good (docs/protocol.md, after a restore). And of a copied tablet one half may have taken in,
   * before it sent it, what the other sends by itself. To a server these are edits that nobody knew of, so that clocks
   * decide, and a clash is shown. No value is lost by it; what is lost is that it was written on top.
   */
  isTwoEdits(...edits: readonly Made[]): boolean {
    return edits.some(
      (made) =>
        made.names.size > 1 || (this.absorbed.has(made) && this.copiedSchools.has(made.school)),
    )
  }

  /** Whose value it is that a server or a feed tells. */
  find(school: number, rec: string, told: ToldCell): Made | "server" | undefined {
    if (told.op.startsWith("server.")) return "server"
    const candidates = this.ops.get(`${school} ${told.op}`) ?? []
    let found: { made: Made; isExact: boolean } | undefined
    for (const op of candidates) {
      const made = op.rec === rec ? op.cells.get(told.cell) : undefined
      if (made === undefined || !sameJson(made.value, told.value)) continue
      // Two copies of a tablet may have used one number for the same value: the stamp tells whose it is. Where it was
      // clamped it is taken for the later one's.
      const isExact = op.stamps.get(told.cell) === told.at
      const isBetter = found === undefined || (isExact && !found.isExact)
      const isLater = found !== undefined && isExact === found.isExact && made.id > found.made.id
      if (isBetter || isLater) found = { made, isExact }
    }
    return found?.made
  }

  #told(view: View, rec: string, [cell, { op, value, at }]: [string, BaseCell]): Made | "server" {
    const found = this.find(view.tablet.school, rec, { op, cell, value, at })
    if (found !== undefined) return found
    throw new Broken(
      "I2",
      `tablet ${view.tablet.index} shows ${JSON.stringify(value)} in ${cell} of ${rec} by ${op}: nobody made it`,
    )
  }

  /** Called in the middle of the tablet's work, which must not be the one to catch what is found. */
  #commit(name: string, changes: readonly Change[]): void {
    const view = this.views.get(name)
    if (view === undefined || this.broken !== undefined) return
    try {
      this.#look(view, changes)
    } catch (error) {
      this.broken = error
    }
  }

  #look(view: View, changes: readonly Change[]): void {
    view.isChanged = true
    if (changes.some(({ store }) => store !== "meta" && store !== "feeds")) this.changes += 1
    const device = this.device(view)
    const meta = changes.find(({ store, key }) => store === "meta" && key === "device")
    const deviceBefore = meta === undefined ? device : (meta.before as DeviceRow | undefined)
    const looked = { changes, device, deviceBefore }
    this.#learnShift(view, changes)
    const fresh = this.#learnEdits(view, looked)
    this.#learnSent(view, looked)
    this.#checkFeeds(view, changes)
    for (const change of changes) {
      if (change.store !== "records") continue
      this.#checkShown(view, change, { changes, fresh })
      this.#learnTold(view, change)
    }
  }

  /** What the server has told of a record now: its values, the other halves of clashes, and what these had won over. */
  #learnTold(view: View, { before, after }: Change): void {
    const [was, is] = [before, after] as (RecordRow | undefined)[]
    if (is === undefined) return
    const former = was === undefined ? {} : partsOf(was).base
    for (const [cell, told] of Object.entries(partsOf(is).base)) {
      if (isToldAlike(former[cell], told)) continue
      const { op, value, at, rival, past = [] } = told
      for (const half of [{ op, value, at }, ...(rival === undefined ? [] : [rival])]) {
        const made = this.find(view.tablet.school, is.id, { ...half, cell })
        if (made !== undefined && made !== "server") view.knowledge.learn(made)
      }
      // Values that agreed with it, or were one too many to be shown beside it, are told by their names alone.
      for (const name of past) {
        const meant = this.#meantBy(view, is.id, { op: opOfName(name), cell })
        for (const made of meant)
          if (means([name], opOfName(name), made)) view.knowledge.learn(made)
      }
    }
  }

  /** Every edit of a cell that has gone by this name. */
  #meantBy(
    { tablet }: View,
    rec: string,
    { op, cell }: Pick<ToldCell, "op" | "cell">,
  ): readonly Made[] {
    const candidates = this.ops.get(`${tablet.school} ${op}`) ?? []
    return candidates.flatMap(({ rec: whose, cells }) => {
      const made = whose === rec ? cells.get(cell) : undefined
      return made === undefined ? [] : [made]
    })
  }

  /** The first answer corrects the stamps of what was made before it. */
  #learnShift(view: View, changes: readonly Change[]): void {
    const server = changes.find(({ store, key }) => store === "meta" && key === "server")
    const [before, after] = [server?.before, server?.after] as (ServerRow | undefined)[]
    if (after !== undefined && before?.offsetMs !== after.offsetMs) {
      // It may die before it has taken in the rest of the answer.
      view.skewLearnt = view.tablet.skewMs
    }
    if (before === undefined || before.offsetMs !== null || after?.offsetMs == null) return
    for (const change of changes) {
      if (change.store !== "outbox") continue
      const [was, is] = [change.before, change.after] as (OpRow | undefined)[]
      if (was === undefined || is === undefined) continue
      const former = opCellsOf(was)
      for (const [name, cell] of Object.entries(opCellsOf(is))) {
        const raw = former[name]
        const made = raw === undefined ? undefined : view.made.get(keyOf(is.rec, name, raw))
        if (made !== undefined) view.made.set(keyOf(is.rec, name, cell), made)
      }
    }
  }

  #learnEdits(view: View, { changes, device, deviceBefore }: Looked): ReadonlySet<Made> {
    const fresh = new Set<Made>()
    for (const change of changes) {
      if (change.store !== "outbox") continue
      const row = change.after as OpRow | undefined
      if (row === undefined || stateIn(row, device) !== "fresh") continue
      for (const [cell, { at, value }] of Object.entries(opCellsOf(row))) {
        const key = keyOf(row.rec, cell, { at, value })
        if (view.made.has(key)) continue
        // Two edits of one save may touch one cell.
        const justNow = [...fresh].reverse().find((one) => one.rec === row.rec && one.cell === cell)
        const on = justNow ?? this.#standingBefore(view, row.rec, { cell, changes })
        const { school, index } = view.tablet
        const below = this.#baseBefore(view, row.rec, { cell, changes })
        this.edits += 1
        const made = {
          id: this.edits,
          school,
          tablet: index,
          rec: row.rec,
          cell,
          value,
          madeAtMs: this.#nowMs(),
          on,
          saw: below?.rival?.op ?? null,
          told: below?.op ?? null,
          over: below?.past ?? [],
          knew: view.knowledge.of(row.rec, cell),
          names: new Set<OpId>(),
          wiped: null,
        }
        view.made.set(key, made)
        view.knowledge.learn(made)
        this.made.push(made)
        fresh.add(made)
        this.#checkStamp(view, at, changes)
        const former = change.before as OpRow | undefined
        const tapped = former === undefined ? undefined : this.madeBy(view, former).get(cell)
        if (former === undefined || tapped === undefined || former.rec !== row.rec) continue
        if (stateIn(former, deviceBefore) === "fresh") this.absorbed.add(tapped)
      }
    }
    return fresh
  }

  #baseBefore(
    view: View,
    rec: string,
    { cell, changes }: { readonly cell: string; readonly changes: readonly Change[] },
  ): BaseCell | undefined {
    const change = changes.find(({ store, key }) => store === "records" && key === rec)
    const row = change === undefined ? this.record(view, rec) : change.before
    return row === undefined ? undefined : partsOf(row as RecordRow).base[cell]
  }

  #standingBefore(
    view: View,
    rec: string,
    { cell, changes }: { readonly cell: string; readonly changes: readonly Change[] },
  ): Made | null {
    const change = changes.find(({ store, key }) => store === "records" && key === rec)
    const row = change === undefined ? this.record(view, rec) : change.before
    const made = this.shown(view, row as RecordRow | undefined).get(cell)?.made
    return made === undefined || made === "server" ? null : made
  }

  /** Clocks decide between edits that did not know each other, so a stamp must be the server's time once it is known. */
  #checkStamp(view: View, at: number, changes: readonly Change[]): void {
    const meta = changes.find(({ store, key }) => store === "meta" && key === "device")
    const before = meta?.before as DeviceRow | undefined
    if (view.skewLearnt !== view.tablet.skewMs || this.server(view)?.offsetMs == null) return
    if (before === undefined || at === before.lastAt + 1) return
    const off = at - this.#nowMs()
    if (Math.abs(off) > stampOffMsMax) {
      throw new Broken(
        "I4",
        `tablet ${view.tablet.index} stamps an edit ${off} ms off the server's time`,
      )
    }
  }

  /** From here on an op may be met anywhere under its number. */
  #learnSent(view: View, { changes, device, deviceBefore }: Looked): void {
    if (device === undefined) return
    const rows = changes
      .filter(({ store }) => store === "outbox")
      .map(({ after }) => after as OpRow | undefined)
    const [from, to]: readonly Marks[] = [deviceBefore, device]
    for (let n = (from?.sentTo ?? 0) + 1; n <= (to?.sentTo ?? 0); n += 1) {
      rows.push(this.opRow(view, n))
    }
    for (const row of rows) {
      if (row?.state === "mended") {
        for (const made of this.madeBy(view, row).values()) this.putDown.add(made)
      }
      if (row !== undefined && stateIn(row, device) === "sent") this.#learnOp(view, device, row)
    }
  }

  #learnOp(view: View, device: DeviceRow, row: OpRow): void {
    const { school, index } = view.tablet
    const { n, rec, kind } = row
    const key = `${school} ${device.id}.${n}`
    const cells = this.madeBy(view, row)
    for (const made of cells.values()) made.names.add(opId(device.id, n))
    const known = this.ops.get(key) ?? []
    if (known.some((op) => sameCells(op.cells, cells))) return
    const stamps = new Map(Object.entries(opCellsOf(row)).map(([name, { at }]) => [name, at]))
    for (const [cell, made] of cells) this.#checkSentStamp(view, made, stamps.get(cell) ?? 0)
    const op = { school, device: device.id, n, rec, kind, tablet: index, cells, stamps }
    this.ops.set(key, [...known, op])
  }

  /** What leaves a tablet whose clock runs wrong, but was never set, bears the server's time all the same. */
  #checkSentStamp(view: View, { madeAtMs }: Made, at: number): void {
    const off = at - madeAtMs
    if (view.isClockSet || Math.abs(off) <= stampOffMsMax) return
    throw new Broken(
      "I4",
      `tablet ${view.tablet.index} sends an edit ${off} ms off the server's time`,
    )
  }

  #checkFeeds(view: View, changes: readonly Change[]): void {
    const epoch = this.server(view)?.epoch ?? 0
    if (epoch !== view.epoch) {
      view.isAfterRestore = view.epoch !== 0
      view.epoch = epoch
      view.cursors.clear()
    }
    for (const { store, after } of changes) {
      if (store !== "feeds") continue
      const row = after as FeedRow | undefined
      if (row?.state !== "live") continue
      const known = view.cursors.get(row.feed) ?? 0
      if (row.cursor < known) {
        throw new Broken(
          "I5",
          `tablet ${view.tablet.index}: the cursor of ${row.feed} goes back from ${known} to ${row.cursor}`,
        )
      }
      view.cursors.set(row.feed, row.cursor)
    }
  }

  #checkShown(
    view: View,
    change: Change,
    { changes, fresh }: { readonly changes: readonly Change[]; readonly fresh: ReadonlySet<Made> },
  ): void {
    const [was, is] = [change.before, change.after] as (RecordRow | undefined)[]
    const [before, after] = [this.shown(view, was), this.shown(view, is)]
    const where = `tablet ${view.tablet.index}, ${was?.kind ?? is?.kind ?? ""} ${String(change.key)}`
    for (const [cell, { n }] of after) {
      if (n !== null && !openStates.has(this.stateOf(view, n))) {
        throw new Broken("I9", `${where}: ${cell} shows op ${n}, which nobody will send`)
      }
    }
    for (const [cell, shown] of before) {
      const next = after.get(cell)
      if (next?.made === shown.made) continue
      if (next !== undefined && next.made !== "server" && fresh.has(next.made)) continue
      this.#checkSettled(view, shown, { where: `${where} ${cell}`, next })
      if (next === undefined)
        this.#checkGone(view, shown, { was, changes, where: `${where} ${cell}` })
      else this.#checkOrder(view, [shown, next], { changes, where: `${where} ${cell}` })
    }
  }

  /** An own value is covered by nothing before its receipt has come and the pull has passed it. */
  #checkSettled(
    view: View,
    { n, value }: ShownCell,
    { where, next }: { readonly where: string; readonly next: ShownCell | undefined },
  ): void {
    if (n === null || view.isMending) return
    const state = this.stateOf(view, n)
    const isUncovered = next === undefined || next.n === null
    if (openStates.has(state) && isUncovered) {
      throw new Broken(
        "I7",
        `${where}: own ${JSON.stringify(value)} flickers away while op ${n} is ${state}`,
      )
    }
  }

  #checkGone(
    view: View,
    shown: ShownCell,
    found: {
      readonly was: RecordRow | undefined
      readonly changes: readonly Change[]
      readonly where: string
    },
  ): void {
    if (view.isMending) return
    const id = found.was?.id ?? ""
    const [feeds, former] = [this.feeds(view), found.was?.feeds ?? []]
    const isIn = (feed: string): boolean => feeds.some((one) => one.feed === feed)
    const stands = (feed: string): boolean =>
      feeds.some((one) => one.feed === feed && one.state === "live")
    const isOut = !former.some(isIn)
    const isLeft = [...view.arriving].some(
      (answer) =>
        answer.kind === "synced" &&
        answer.pages.some(({ entries }) => entries.some(({ rec, left }) => rec === id && left)),
    )
    // A restored server tells a record in a feed that stands, while those it stood in are still being built: what it
    // tells is the whole of it, though not all that it will be given again.
    const isToldWhole =
      !former.some(stands) &&
      [...view.arriving].some(
        (answer) =>
          answer.kind === "synced" &&
          answer.pages.some(
            ({ feed, entries }) =>
              stands(feed) && entries.some(({ rec, left }) => rec === id && !left),
          ),
      )
    if (isOut || isLeft || isToldWhole || isRebuilt(found.changes)) return
    throw new Broken(
      "I7",
      `${found.where}: ${JSON.stringify(shown.value)} vanishes without a reason`,
    )
  }

  #checkOrder(
    view: View,
    [shown, next]: readonly [ShownCell, ShownCell],
    { changes, where }: { readonly changes: readonly Change[]; readonly where: string },
  ): void {
    if (shown.made === "server" || next.made === "server" || view.isMending) return
    if (!standsOn(shown.made, next.made)) return
    if (this.isTwoEdits(shown.made, next.made)) return
    // A restored server has forgotten it; its author sends it again.
    const isForgotten = view.isAfterRestore && isRebuilt(changes)
    // A wiped device has nothing left that it could send again.
    const isWiped = shown.made.wiped !== null
    const isOwn = shown.made.tablet === view.tablet.index && !isWiped && !this.hadOldRestore
    if (isForgotten && !isOwn) return
    throw new Broken(
      isOwn ? "I7" : "I4",
      `${where}: ${JSON.stringify(shown.value)} gives way to ${JSON.stringify(next.value)}, on which it was written`,
    )
  }
}

/** Whether one of these names is of that edit; said here once more, on purpose. */
function means(names: readonly EditName[], op: OpId, { value }: Pick<Made, "value">): boolean {
  return names.includes(op) || names.includes(editName({ op, value }))
}

export interface ToldCell {
  readonly op: string
  readonly at: number
  readonly cell: string
  readonly value: Json
}

const stampOffMsMax = 180_000

/** Whether whoever made a value knew of another: it was shown, or told under an own value that was shown. */
export function knewOf(made: Made, other: Made, op: OpId): boolean {
  for (let one: Made | null = made; one !== null; one = one.on) {
    if (one === other || means(one.over, op, other)) return true
    if (one.tablet === made.tablet && one.told === op) return true
  }
  return false
}

/** Whether an author, or whoever's value was written upon here, knew of the other half of a clash. */
export function sawClash(made: Made, rival: NamedEdit): boolean {
  for (let one: Made | null = made; one !== null; one = one.on) {
    if (one.saw === rival.op || means(one.over, rival.op, rival)) return true
  }
  return false
}

function isToldAlike(former: BaseCell | undefined, { op, rival, past }: BaseCell): boolean {
  return (
    former?.op === op && former.rival?.op === rival?.op && sameJson(former.past ?? [], past ?? [])
  )
}

/** Whether a value was written on top of another, at any remove that is still remembered. */
export function standsOn(above: Made, below: Made): boolean {
  let steps = 0
  for (let made = above.on; made !== null && steps < remembered; made = made.on) {
    if (made === below) return true
    steps += 1
  }
  return false
}

/** A cell remembers 16 former ops (docs/decisions/0007): beyond them clocks may decide. */
const remembered = 15

function isRebuilt(changes: readonly Change[]): boolean {
  return changes.some(({ store, before, after }) => {
    const [was, is] = [before, after] as (FeedRow | undefined)[]
    return store === "feeds" && was?.state === "building" && is?.state === "live"
  })
}

/** One save may set one cell twice, under one stamp. */
function keyOf(
  rec: string,
  cell: string,
  { at, value }: { readonly at: number; readonly value: Json },
): string {
  return `${rec} ${cell} ${at} ${JSON.stringify(value)}`
}

interface Parts {
  readonly base: Readonly<Record<string, BaseCell>>
  readonly own: Readonly<Record<string, OwnCell>>
}

/** Rows are looked at after every step and are seldom written; what lies on the disk is never changed in place. */
const partsKnown = new WeakMap<RecordRow, Parts>()
const cellsKnown = new WeakMap<OpRow, Readonly<Record<string, OpCell>>>()

export function partsOf(row: RecordRow): Parts {
  if (row.ct === undefined) return row.open
  const known = partsKnown.get(row)
  if (known !== undefined) return known
  const sealed = contentOf(row.ct) as Parts
  const parts = {
    base: { ...row.open.base, ...sealed.base },
    own: { ...row.open.own, ...sealed.own },
  }
  partsKnown.set(row, parts)
  return parts
}

export function opCellsOf(row: OpRow): Readonly<Record<string, OpCell>> {
  if (row.ct === undefined) return row.open
  const known = cellsKnown.get(row)
  if (known !== undefined) return known
  const cells = { ...row.open, ...(contentOf(row.ct) as Record<string, OpCell>) }
  cellsKnown.set(row, cells)
  return cells
}

function sameCells(one: ReadonlyMap<string, Made>, other: ReadonlyMap<string, Made>): boolean {
  return one.size === other.size && [...one].every(([cell, made]) => other.get(cell) === made)
}
