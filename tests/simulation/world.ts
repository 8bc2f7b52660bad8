import { Dexie } from "dexie"

import { must } from "#/base/assert.ts"
import { joinSchool } from "#/data/join-school.ts"
import { resend, setDown } from "#/data/outbox.ts"
import { undoImport } from "#/data/undo-import.ts"
import { write, type Written } from "#/data/write.ts"
import type { Role } from "#/domain/access.ts"
import type { Edit } from "#/domain/record.ts"
import { mintScope, type Scope } from "#/server/scope.ts"
import { api, pathOf } from "#/sync/api.ts"
import type { Accepted, Outgoing } from "#/sync/ports.ts"
import type { SyncAnswer } from "#/sync/protocol.ts"

import { Broken } from "./broken.ts"
import { Dice } from "./dice.ts"
import { Disk, KeyRange } from "./disk.ts"
import { editsOf, importEdits } from "./edits.ts"
import { ids, type Hand } from "./hand.ts"
import { Model, partsOf, stateIn, type View } from "./model.ts"
import { Network, type Errand } from "./network.ts"
import type { Plan, Setting, Step } from "./plan.ts"
import { ServerWatch } from "./server-watch.ts"
import { SimServer, type Posted } from "./server.ts"
import { SimTablet } from "./tablet.ts"
import { freshTurn } from "./turn.ts"
import { webCrypto } from "./web-crypto.ts"

export interface Counts {
  steps: number
  edits: number
  requests: number
  troubles: number
  crashes: number
  evictions: number
  restores: number
  collected: number
  erased: number
  clones: number
  purges: number
  refused: number
}

interface PersonHere {
  readonly id: string
  readonly role: Role
}

export interface SchoolHere {
  readonly index: number
  readonly server: SimServer
  readonly watch: ServerWatch
  readonly id: string
  readonly head: Scope
  readonly people: PersonHere[]
  headCookie: string
}

const firstMs = Date.parse("2021-09-01T05:00:00Z")

/** Two schools, their servers, tablets and hands: takes steps and watches what they do. */
export class World {
  nowMs = firstMs
  readonly setting: Setting
  readonly disk = new Disk()
  readonly network = new Network()
  readonly model: Model
  readonly schools: SchoolHere[] = []
  readonly servers: SimServer[] = []
  readonly views: (View | undefined)[] = []
  readonly story: string[] = []
  readonly counts: Counts = {
    steps: 0,
    edits: 0,
    requests: 0,
    troubles: 0,
    crashes: 0,
    evictions: 0,
    restores: 0,
    collected: 0,
    erased: 0,
    clones: 0,
    purges: 0,
    refused: 0,
  }
  readonly #dice: Dice
  readonly #parked = new Map<SimTablet, Promise<unknown>[]>()
  readonly #undo = new Map<number, readonly Edit[]>()
  readonly #imports = new Map<number, string[]>()
  broken: unknown = undefined

  constructor({ seed, setting }: Pick<Plan, "seed" | "setting">) {
    this.setting = setting
    this.#dice = new Dice(seed ^ 0x5eed)
    this.model = new Model(this.disk, () => this.nowMs)
    this.#takeEdges()
  }

  /** The places of the platform under the tablets: storage, WebCrypto and the network. */
  #takeEdges(): void {
    Object.assign(Dexie.dependencies, { indexedDB: this.disk.indexedDB, IDBKeyRange: KeyRange })
    Object.defineProperty(globalThis, "crypto", {
      value: webCrypto(this.#dice.bytes),
      configurable: true,
    })
    Object.assign(globalThis, { fetch: this.network.fetch, CompressionStream: undefined })
    Object.assign(AbortSignal, { timeout: undefined })
  }

  async begin(): Promise<void> {
    const random = this.#dice.bytes
    const page = this.setting.page
    const count = Math.max(...this.setting.schools.map(({ server }) => server)) + 1
    for (let index = 0; index < count; index += 1) {
      this.servers.push(new SimServer({ nowMs: () => this.nowMs, random, page }))
    }
    const heads: Scope[] = []
    for (const [index, { server }] of this.setting.schools.entries()) {
      heads.push(await must(this.servers[server]).addSchool(`Школа ${index + 1}`))
    }
    const watches = this.servers.map((server, place) => {
      const here = heads
        .map((head, index) => [head.school, index] as const)
        .filter(([, index]) => this.setting.schools[index]?.server === place)
      return new ServerWatch(server, new Map(here), this.model)
    })
    for (const [index, given] of this.setting.schools.entries()) {
      await this.#addPeople(index, { head: must(heads[index]), watch: must(watches[given.server]) })
    }
    for (const server of this.servers) await server.backUp()
    for (const [index, given] of this.setting.tablets.entries()) {
      this.#addTablet(index, { ...given, isFormer: given.speaks === "former" })
    }
    for (const [index, { begins }] of this.setting.tablets.entries()) {
      if (begins === "joined") await this.signIn(must(this.views[index]))
    }
  }

  async #addPeople(
    index: number,
    { head, watch }: { readonly head: Scope; readonly watch: ServerWatch },
  ): Promise<void> {
    const given = must(this.setting.schools[index])
    const { server } = watch
    const headCookie = await server.cookieOf(head)
    const people: PersonHere[] = [{ id: head.person, role: "head" }]
    const school = { index, server, watch, id: head.school, head, people, headCookie }
    this.schools.push(school)
    for (const [place, { role, classes }] of given.people.entries()) {
      if (role === "head") continue
      const name = `Учитель ${place}`
      const body = { name, role, classes: classes.map(ids.class) }
      const invited = await this.#asHead(school, api.invite.path, body)
      people.push({ id: JSON.parse(invited.text).person.id, role })
    }
  }

  #addTablet(
    index: number,
    given: {
      readonly school: number
      readonly person: number
      readonly device: number
      readonly skewMs: number
      readonly isFormer: boolean
    },
  ): SimTablet {
    const tablet = new SimTablet(
      { ...given, index },
      {
        disk: this.disk,
        network: this.network,
        nowMs: () => this.nowMs,
        random: this.#dice.bytes,
      },
    )
    this.views[index] = this.model.watch(tablet)
    return tablet
  }

  school(tablet: SimTablet): SchoolHere {
    return must(this.schools[tablet.school])
  }

  person(tablet: SimTablet): PersonHere {
    return must(this.school(tablet).people[tablet.person])
  }

  async #asHead(school: SchoolHere, path: string, body: unknown): Promise<Posted> {
    const text = JSON.stringify(body)
    let posted = await school.server.post(path, text, school.headCookie)
    if (posted.status === 401) {
      school.headCookie = await school.server.cookieOf(school.head)
      posted = await school.server.post(path, text, school.headCookie)
    }
    if (posted.cookie !== undefined) school.headCookie = posted.cookie
    return posted
  }

  /** The person takes a new invitation on this tablet. Nothing happens when there is no access to be had. */
  async signIn(view: View): Promise<void> {
    const { tablet } = view
    const school = this.school(tablet)
    const { id, role } = this.person(tablet)
    const about = { id, name: "Учитель", role, classes: [] }
    const session = { person: about, school: { id: school.id, name: "Школа" } }
    const cookie =
      role === "head" ? await school.server.cookieOf(school.head) : await this.#invited(school, id)
    if (cookie === undefined) return
    const joined = await tablet.alive(
      tablet.journal().then((journal) => joinSchool(journal, session)),
    )
    if (joined !== undefined) tablet.cookie = cookie
  }

  async #invited(school: SchoolHere, person: string): Promise<string | undefined> {
    const path = pathOf(api.changePerson, person)
    const invited = await this.#asHead(school, path, { invite: true })
    if (invited.status !== 200) return undefined
    const { token } = JSON.parse(invited.text).invitation
    const body = JSON.stringify({ token })
    return (await school.server.post(api.acceptInvitation.path, body, "")).cookie
  }

  isRevoked(tablet: SimTablet): boolean {
    const school = this.school(tablet)
    const [row] = school.server.rows(
      "SELECT cells FROM record WHERE school = ? AND id = ?",
      school.id,
      this.person(tablet).id,
    )
    return /"revoked":\[true/.test(String(row?.["cells"] ?? ""))
  }

  tell(line: string): void {
    this.story.push(line)
  }

  /** One step, and a look at everything it has touched. */
  async take(step: Step): Promise<void> {
    this.counts.steps += 1
    this.nowMs += 1_000
    await freshTurn()
    await this.#do(step)
    this.look()
  }

  look(): void {
    if (this.model.broken !== undefined) throw this.model.broken
    if (this.broken !== undefined) throw this.broken
    for (const { watch } of this.schools) watch.look()
    for (const view of this.views) {
      if (view?.isChanged === true) this.#checkPlaces(view)
    }
  }

  /** Nothing lies on a tablet outside of the feeds it holds. */
  #checkPlaces(view: View): void {
    view.isChanged = false
    const feeds = new Set(this.model.feeds(view).map(({ feed }) => feed))
    const who = `tablet ${view.tablet.index}`
    const held = new Set<string>()
    for (const row of this.model.records(view)) {
      held.add(row.id)
      const stray = row.feeds.find((feed) => !feeds.has(feed))
      if (stray !== undefined)
        throw new Broken("I6", `${who} keeps ${row.kind} ${row.id} of ${stray}`)
      if (row.feeds.length === 0 && Object.keys(partsOf(row).base).length > 0) {
        throw new Broken("I6", `${who} keeps what it was told of ${row.kind} ${row.id} in no feed`)
      }
    }
    for (const { feed } of this.model.staged(view)) {
      if (!feeds.has(feed)) throw new Broken("I6", `${who} keeps pages of ${feed}`)
    }
    for (const { rec } of this.model.history(view)) {
      if (!held.has(rec)) throw new Broken("I6", `${who} keeps the history of ${rec}`)
    }
  }

  async #do(step: Step): Promise<void> {
    switch (step.kind) {
      case "write":
        return this.#write(step)
      case "sync":
        return this.#sync(step)
      case "together": {
        const going = []
        for (const one of step.steps) {
          await freshTurn()
          going.push(this.#do(one))
        }
        await Promise.all(going)
        return
      }
      case "undo": {
        const undo = this.#undo.get(step.tablet)
        const view = this.#ready(step.tablet)
        if (undo === undefined || view === undefined) return
        await this.#save(view, { edits: undo, tab: 0 })
        return
      }
      case "import":
        return this.#import(step)
      case "undo-import":
        return this.#undoImport(step.tablet)
      case "mend":
        return this.#mend(step)
      case "arrive":
        return this.arrive()
      case "crash":
        this.#crash(step.tablet)
        return
      case "evict":
        this.#evict(step.tablet)
        return
      case "clone":
        this.#clone(step)
        return
      case "old-schema": {
        const view = this.views[step.tablet]
        if (view === undefined) return
        this.#crash(step.tablet)
        this.#age(view)
        return
      }
      case "upgrade": {
        const view = this.views[step.tablet]
        if (view !== undefined) view.tablet.isFormer = false
        return
      }
      case "skew": {
        const view = this.views[step.tablet]
        if (view === undefined) return
        for (const other of this.#onDevice(view.tablet.device)) {
          other.tablet.skewMs = step.ms
          other.isClockSet = true
        }
        return
      }
      case "pass":
        // No request waits for hours.
        await this.arrive()
        this.nowMs += step.ms
        return
      case "backup":
        await must(this.servers[step.server]).backUp()
        return
      case "restore":
        return this.#restore(step)
      case "collect":
        return this.#collect(step.server)
      case "erase":
        return this.#erase(step.server)
      case "revoke":
      case "invite":
      case "appoint":
        return this.#access(step)
    }
  }

  /** The rows as the first version wrote them: every op says its state itself. */
  #age(view: View): void {
    const { disk, model } = this
    const { database } = view.tablet
    const device = model.device(view)
    if (device === undefined) return
    const { key, id, n, lastAt } = device
    const tables = ["slots", "records", "feeds", "staged", "history"]
    const rows = new Map(tables.map((table) => [table, disk.rows(database, table)]))
    const meta = [model.place(view), model.server(view), { key, id, n, lastAt }]
    const ops = model.outbox(view).map((row) => ({ ...row, state: stateIn(row, device) }))
    disk.age(database, rows.set("meta", meta).set("outbox", ops))
  }

  /** The tablet as far as a hand can use it now. */
  #ready(index: number): View | undefined {
    return this.views[index]
  }

  #hand(view: View): Hand {
    const { tablet } = view
    return {
      school: tablet.school,
      people: this.school(tablet).people.map(({ id }) => id),
      holds: (id) => this.model.record(view, id) !== undefined,
    }
  }

  async #write({ tablet, tab, touches, crashAfter }: Step & { kind: "write" }): Promise<void> {
    const view = this.#ready(tablet)
    if (view === undefined) return
    const hand = this.#hand(view)
    const edits = touches.flatMap((touch) => editsOf(touch, hand))
    this.#arm(view.tablet, crashAfter)
    const written = await this.#save(view, { edits, tab })
    this.disk.disarm(view.tablet.database)
    if (written?.kind === "saved") this.#undo.set(tablet, written.undo)
  }

  async #save(
    { tablet }: View,
    { edits, tab }: { readonly edits: readonly Edit[]; readonly tab: 0 | 1 },
  ): Promise<Written | undefined> {
    const written = await tablet.alive(
      tablet.journal(tab).then((journal) => write(journal, edits, tablet.nowMs())),
    )
    if (written !== undefined && written.kind !== "saved") {
      throw new Error(`not saved: ${JSON.stringify(written)}`)
    }
    return written
  }

  #arm(tablet: SimTablet, after: number | null): void {
    if (after === null) return
    this.disk.crashAfter(tablet.database, after, () => this.#crash(tablet.index))
  }

  async #sync(step: Step & { kind: "sync" }): Promise<void> {
    const view = this.#ready(step.tablet)
    if (view === undefined) return
    const { tablet } = view
    if (tablet.cookie === "" && !this.isRevoked(tablet)) await this.signIn(view)
    if (this.model.place(view)?.mode !== "joined") return
    let parked: () => void = () => undefined
    const isParked = new Promise<void>((resolve) => {
      parked = resolve
    })
    this.#arm(tablet, step.crashAfter)
    const going = this.sync(view, { ...step, parked: () => parked() })
    await Promise.race([going, isParked])
    this.disk.disarm(tablet.database)
    const waiting = [...(this.#parked.get(tablet) ?? []), going]
    this.#parked.set(tablet, waiting)
  }

  /** One round, and what it must leave behind. The outcome, or undefined after a crash. */
  async sync(
    view: View,
    given: Pick<Step & { kind: "sync" }, "fates" | "most" | "tab"> & {
      readonly parked: () => void
    },
  ): Promise<string | undefined> {
    const { tablet } = view
    const school = this.school(tablet)
    const { life } = tablet
    const errand: Errand = {
      server: school.server,
      fates: given.fates,
      isFormer: () => tablet.isFormer,
      isDead: () => tablet.life !== life,
      cookie: () => tablet.cookie,
      setCookie: (cookie) => {
        tablet.cookie = cookie
      },
      answered: (text, sent) =>
        this.#watched(() => school.watch.answered(school.index, text, sent)),
      parked: given.parked,
      asked: 0,
    }
    const outcome = await tablet.alive(
      tablet.sync({
        tab: given.tab,
        most: given.most,
        errand,
        accepting: (answer) => {
          view.arriving.add(answer)
          if (view.arriving.size > 1) for (const one of view.arriving) view.crossed.add(one)
        },
        accepted: (sent, answer, accepted) => {
          view.arriving.delete(answer)
          this.#watched(() => this.#checkAccepted(view, { sent, answer, accepted }))
        },
      }),
    )
    if (outcome === undefined) view.arriving.clear()
    if (outcome?.kind === "signed-out") tablet.cookie = ""
    return outcome?.kind
  }

  /** Keeps what is found in the middle of the program's own work. */
  #watched(check: () => void): void {
    try {
      check()
    } catch (error) {
      this.broken ??= error
    }
  }

  #checkAccepted(
    view: View,
    {
      answer,
      accepted,
    }: { readonly sent: Outgoing; readonly answer: SyncAnswer; readonly accepted: Accepted },
  ): void {
    const { tablet } = view
    view.skewLearnt = tablet.skewMs
    const feeds = this.model.feeds(view).map(({ feed }) => feed)
    if (accepted.kind === "revoked") {
      this.counts.purges += 1
      const told = this.model.records(view).find((row) => Object.keys(partsOf(row).base).length > 0)
      if (feeds.length > 0 || told !== undefined) {
        throw new Broken(
          "I6",
          `tablet ${tablet.index} was told of its revocation and keeps ${told?.kind ?? feeds[0]}`,
        )
      }
    }
    if (accepted.kind !== "stored" || answer.kind !== "synced") return
    this.counts.refused += answer.receipts.filter((receipt) => "reason" in receipt).length
    const stray = feeds.find((feed) => !answer.access.includes(feed))
    // Another tab may have been told of more meanwhile.
    // A copied tablet first takes a name of its own, and is told the rest by the next answer.
    const isCopy = answer.receipts.some((one) => "reason" in one && one.reason === "changed-body")
    if (stray !== undefined && !isCopy && !view.crossed.has(answer)) {
      throw new Broken(
        "I6",
        `tablet ${tablet.index} keeps the feed ${stray}, to which access has ended`,
      )
    }
  }

  /** What was late or held arrives, and what waited for it goes on to its end. */
  async arrive(): Promise<void> {
    for (let turn = 0; turn < 50; turn += 1) {
      if (!this.network.isAnythingUnderWay) break
      await this.network.arrive()
      await this.#settled()
    }
    this.#parked.clear()
  }

  async #settled(): Promise<void> {
    // A round may be held once more; then it is not waited for.
    for (let turn = 0; turn < 2_000; turn += 1) {
      const isDone = await Promise.race([
        Promise.all([...this.#parked.values()].flat()).then(() => true),
        new Promise<boolean>((resolve) => {
          setImmediate(() => resolve(false))
        }),
      ])
      if (isDone || (turn > 200 && this.network.isAnythingUnderWay)) return
    }
  }

  async #import(step: Step & { kind: "import" }): Promise<void> {
    const view = this.#ready(step.tablet)
    if (view === undefined) return
    const edits = importEdits(step, this.#hand(view))
    const written = await this.#save(view, { edits, tab: 0 })
    if (written === undefined) return
    const known = this.#imports.get(step.tablet) ?? []
    this.#imports.set(step.tablet, [...known, ids.import(view.tablet.school, step.value)])
  }

  async #undoImport(index: number): Promise<void> {
    const view = this.#ready(index)
    const [last] = (this.#imports.get(index) ?? []).slice(-1)
    if (view === undefined || last === undefined) return
    const { tablet } = view
    const undone = await tablet.alive(
      tablet.journal().then((journal) => undoImport(journal, [last])),
    )
    if (undone !== undefined) await this.#save(view, { edits: undone.edits, tab: 0 })
  }

  async #mend({ tablet: index, how }: Step & { kind: "mend" }): Promise<void> {
    const view = this.#ready(index)
    const refused =
      view === undefined
        ? undefined
        : this.model.outbox(view).find(({ state }) => state === "aside")
    if (view === undefined || refused === undefined) return
    const { tablet } = view
    view.isMending = true
    const mend = async (): Promise<void> => {
      const journal = await tablet.journal()
      await (how === "resend"
        ? resend(journal, refused.n, tablet.nowMs())
        : setDown(journal, refused.n))
    }
    await tablet.alive(mend())
    view.isMending = false
  }

  #onDevice(device: number): readonly View[] {
    return this.views
      .filter((view) => view !== undefined)
      .filter(({ tablet }) => tablet.device === device)
  }

  #crash(index: number): void {
    const view = this.views[index]
    if (view === undefined) return
    this.counts.crashes += 1
    for (const { tablet, ...other } of this.#onDevice(view.tablet.device)) {
      tablet.crash()
      other.arriving.clear()
      this.#parked.delete(tablet)
    }
    this.network.forgetDead()
  }

  #evict(index: number): void {
    const view = this.views[index]
    if (view === undefined) return
    this.counts.evictions += 1
    for (const other of this.#onDevice(view.tablet.device)) {
      const { watch, server } = this.school(other.tablet)
      watch.look()
      this.model.forget(other, (made) => watch.has(made), server.restores)
      other.tablet.evict()
      other.arriving.clear()
      this.#undo.delete(other.tablet.index)
      this.#imports.delete(other.tablet.index)
      this.#parked.delete(other.tablet)
    }
    this.network.forgetDead()
  }

  #clone({ tablet: index, to }: Step & { kind: "clone" }): void {
    const view = this.views[index]
    if (view === undefined || this.views[to] !== undefined || view.tablet.isNew) return
    this.counts.clones += 1
    this.model.copiedSchools.add(view.tablet.school)
    const { school, person, skewMs, isFormer, cookie } = view.tablet
    const copy = this.#addTablet(to, { school, person, device: to + 100, skewMs, isFormer })
    copy.cookie = cookie
    this.disk.copy(view.tablet.database, copy.database)
    this.views[to] = this.model.watch(copy, view)
    const { restores } = this.school(copy).server
    for (const twin of [view, this.views[to]]) if (twin !== undefined) twin.copiedAt = restores
  }

  async #restore({ server: index, back }: Step & { kind: "restore" }): Promise<void> {
    const server = must(this.servers[index])
    await this.arrive()
    if (!(await server.restore(back))) return
    if (back > 0) this.model.hadOldRestore = true
    this.counts.restores += 1
  }

  async #collect(index: number): Promise<void> {
    for (const { server, id } of this.schools) {
      if (server !== this.servers[index]) continue
      this.counts.collected += await server.collect(mintScope({ school: id, person: "server" }))
    }
  }

  async #erase(index: number): Promise<void> {
    for (const { server, id } of this.schools) {
      if (server !== this.servers[index]) continue
      this.counts.erased += await server.erase(mintScope({ school: id, person: "server" }))
    }
  }

  async #access(step: Step & { kind: "revoke" | "invite" | "appoint" }): Promise<void> {
    const school = this.schools[step.school]
    const person = school?.people[step.person]
    if (school === undefined || person === undefined || person.role === "head") return
    const path = pathOf(api.changePerson, person.id)
    if (step.kind === "revoke") {
      await this.#asHead(school, path, { revoke: true })
      return
    }
    if (step.kind === "appoint") {
      await this.#asHead(school, path, { classes: step.classes.map(ids.class) })
      return
    }
    for (const view of this.views) {
      const isTheirs = view?.tablet.school === step.school && view.tablet.person === step.person
      if (view !== undefined && isTheirs) await this.signIn(view)
    }
  }

  async end(): Promise<void> {
    for (const view of this.views) view?.tablet.crash()
    for (const server of this.servers) await server.end()
  }
}
