import { must } from "#/base/assert.ts"
import { sameJson, type Json } from "#/base/json.ts"
import { isPersonal } from "#/domain/record-schema.ts"
import type { OpId } from "#/domain/record.ts"
import { readCells } from "#/server/cells-text.ts"
import type { NamedEdit } from "#/sync/edit-name.ts"
import { deviceOf, opId } from "#/sync/merge.ts"

import { Broken } from "./broken.ts"
import { knewOf, sawClash, standsOn, type Made, type Model, type ToldCell } from "./model.ts"
import { ResultsWatch } from "./results-watch.ts"
import type { SimServer } from "./server.ts"

type Row = Record<string, unknown>

interface AcceptedOp {
  readonly verdict: string
  readonly made: readonly Made[]
}

/** An op as it was taken in since the last look. */
interface TakenOp {
  readonly op: OpId
  /** Where it stands in the order in which ops were taken in. */
  readonly place: number
  readonly school: string
  readonly rec: string
  readonly verdict: string
  readonly values: Readonly<Record<string, Json>>
}

interface Clash {
  readonly op: OpId
  readonly winner: Made | "server" | undefined
  readonly rival: NamedEdit | undefined
  readonly other: Made | "server" | undefined
  /** How many edits of the cell the server had taken in by then. */
  readonly taken: number
  /** The same op by op: what may have been meant by each. */
  readonly came: readonly (readonly Made[])[]
}

/** Looks at a server's tables after every step, and at every receipt it gives. */
export class ServerWatch {
  readonly server: SimServer
  readonly #model: Model
  /** Schools by their id there. */
  readonly #schools: ReadonlyMap<string, number>
  /** Every op the database holds now. */
  #ops = new Map<string, AcceptedOp>()
  /** Every value it has taken in, by cell. */
  #taken = new Map<string, Set<Made>>()
  /** The same in order, op by op. */
  #came = new Map<string, (readonly Made[])[]>()
  #held = new Set<Made>()
  #rowsSeen = 0
  #seqs = new Map<string, number>()
  /** Verdicts given in this epoch. */
  #receipts = new Map<string, string>()
  /** Cells in which two values stood that did not know each other. */
  #clashes = new Map<string, Clash>()
  #restores = 0
  #collections = 0
  #touches = -1
  readonly #results = new ResultsWatch()

  constructor(server: SimServer, schools: ReadonlyMap<string, number>, model: Model) {
    this.server = server
    this.#schools = schools
    this.#model = model
  }

  /** Whether it has taken in the edit, or refused it and told why. */
  has(made: Made): boolean {
    return this.#held.has(made)
  }

  /** An answer was given, whether it arrives or not. */
  answered(school: number, text: string, sent: string): void {
    const answer = JSON.parse(text)
    if (answer.kind !== "synced") return
    const { device } = JSON.parse(sent)
    for (const { n, verdict, reason } of answer.receipts) {
      if (reason === "changed-body") {
        if (this.#model.copiedDevices.has(device)) continue
        throw new Broken(
          "I2",
          `${opId(device, n)} names two things, and nobody has copied its tablet`,
        )
      }
      const key = `${answer.epoch} ${school} ${opId(device, n)}`
      const former = this.#receipts.get(key)
      if (former !== undefined && former !== verdict) {
        throw new Broken("I3", `${opId(device, n)} was ${former} and is ${verdict} now`)
      }
      this.#receipts.set(key, verdict)
    }
  }

  look(): void {
    if (this.#restores !== this.server.restores) {
      this.#restores = this.server.restores
      this.#ops = new Map()
      this.#taken = new Map()
      this.#came = new Map()
      this.#held = new Set()
      this.#rowsSeen = 0
      this.#seqs = new Map()
      this.#receipts = new Map()
      this.#clashes = new Map()
      this.#results.forget()
    }
    if (this.#touches === this.server.touches) return
    this.#touches = this.server.touches
    if (this.#collections !== this.server.collections) this.#forgetCollected()
    const taken = this.#lookAtOps()
    for (const [id, school] of this.#schools) this.#lookAtRecords(id, school)
    for (const one of taken) this.#checkVerdict(one)
    this.#results.checkAll(this.#ask)
  }

  readonly #ask = (sql: string, ...values: readonly (string | number)[]) =>
    this.server.rows(sql, ...values) as readonly Record<string, Json>[]

  /** What stood in a record that was collected counts no more: one of the same id begins anew, and knows nothing. */
  #forgetCollected(): void {
    this.#collections = this.server.collections
    const rows = this.server.rows("SELECT school, id FROM record")
    const left = new Set(
      rows.map(({ school, id }) => `${this.#schools.get(String(school)) ?? ""} ${String(id)}`),
    )
    const isLeft = (place: string): boolean => left.has(place.slice(0, place.lastIndexOf(" ")))
    this.#results.forgetAll((school, rec) => !left.has(`${this.#schools.get(school) ?? ""} ${rec}`))
    for (const known of [this.#taken, this.#came, this.#clashes]) {
      for (const place of known.keys()) if (!isLeft(place)) known.delete(place)
    }
  }

  /** Every receipt of this epoch is still there. */
  checkReceipts(): void {
    for (const [key, verdict] of this.#receipts) {
      const [, school, op] = key.split(" ")
      const stored = this.#ops.get(`${school} ${op}`)
      if (stored?.verdict !== verdict) {
        throw new Broken(
          "I3",
          `${op} was told to be ${verdict} and is ${stored?.verdict ?? "gone"}`,
        )
      }
    }
  }

  #lookAtOps(): readonly TakenOp[] {
    const taken: TakenOp[] = []
    const rows = this.server.rows("SELECT rowid, * FROM op WHERE rowid > ?", this.#rowsSeen)
    for (const row of rows as Row[]) {
      this.#rowsSeen = Number(row["rowid"])
      const school = must(this.#schools.get(String(row["school"])))
      const device = String(row["device"])
      if (device === "server") continue
      const op = opId(device, Number(row["n"]))
      this.#takeIn(school, op, row)
      const one = {
        op,
        place: this.#rowsSeen,
        school: String(row["school"]),
        rec: String(row["rec"]),
        verdict: String(row["verdict"]),
        values: JSON.parse(String(row["cells"])),
      }
      taken.push(one)
      if (row["kind"] === "sitting" && one.verdict === "applied") this.#results.took(one, this.#ask)
    }
    return taken
  }

  /** Applied: each of its values has stood. Superseded: at least one never did. */
  #checkVerdict({ op, place, school, rec, verdict, values }: TakenOp): void {
    if (verdict !== "applied" && verdict !== "superseded") return
    const [row] = this.server.rows(
      "SELECT cells FROM record WHERE school = ? AND id = ?",
      school,
      rec,
    )
    if (row === undefined) return
    const cells = readCells(String(row["cells"]))
    const names = Object.keys(values)
    // What came too late, after an erasure, is counted and not kept.
    if (names.length === 0) return
    if (verdict === "superseded") {
      if (!names.every((name) => cells[name]?.op === op)) return
      throw new Broken("I3", `${op} is said to be superseded, and all it set in ${rec} stands`)
    }
    for (const name of names) {
      const stands = cells[name]
      if (stands === undefined || sameJson(stands.value, values[name])) continue
      if (this.#placeOf(school, stands.op) > place) continue
      throw new Broken(
        "I3",
        `${op} is said to be applied, and ${name} of ${rec} has never been what it set: ${stands.op} was there before`,
      )
    }
  }

  #placeOf(school: string, op: OpId): number {
    const [row] = this.server.rows(
      "SELECT rowid FROM op WHERE school = ? AND device = ? AND n = ?",
      school,
      deviceOf(op),
      op.slice(op.lastIndexOf(".") + 1),
    )
    return Number(row?.["rowid"] ?? Infinity)
  }

  #takeIn(school: number, op: string, row: Row): void {
    const verdict = String(row["verdict"])
    const took = verdict === "applied" || verdict === "superseded"
    const values: Record<string, Json> = JSON.parse(String(row["cells"]))
    const candidates = this.#model.ops.get(`${school} ${op}`) ?? []
    const fitting = candidates.filter(
      ({ rec, cells }) =>
        !took ||
        (rec === row["rec"] &&
          [...cells].every(([cell, { value }]) =>
            cell in values ? sameJson(values[cell], value) : mayBeErased(row, cell),
          )),
    )
    if (fitting.length === 0) {
      throw new Broken("I2", `the server holds ${op} with ${String(row["cells"])}: nobody made it`)
    }
    const made = fitting.flatMap(({ cells }) => [...cells.values()])
    this.#ops.set(`${school} ${op}`, { verdict, made })
    const came = new Map<string, readonly Made[]>()
    for (const one of made) {
      this.#held.add(one)
      if (!took) continue
      const key = `${school} ${one.rec} ${one.cell}`
      const taken = this.#taken.get(key) ?? new Set()
      this.#taken.set(key, taken.add(one))
      came.set(key, [...(came.get(key) ?? []), one])
    }
    for (const [key, some] of came) this.#came.set(key, [...(this.#came.get(key) ?? []), some])
  }

  #lookAtRecords(id: string, school: number): void {
    const seen = this.#seqs.get(id) ?? 0
    const rows = this.server.rows(
      "SELECT id, kind, cells, seq FROM record WHERE school = ? AND seq > ?",
      id,
      seen,
    )
    for (const row of rows) {
      this.#seqs.set(id, Math.max(this.#seqs.get(id) ?? 0, Number(row["seq"])))
      const rec = String(row["id"])
      const cells = readCells(String(row["cells"]))
      if (row["kind"] === "sitting") this.#results.look(id, rec, cells)
      for (const [cell, { op, value, at, rival }] of Object.entries(cells)) {
        this.#checkWinner(school, rec, { op, cell, value, at, isBeside: rival !== undefined })
        const half = rival && { op: rival.op, cell, value: rival.value, at: rival.at }
        const other = half && this.#model.find(school, rec, half)
        this.#checkRival(`${school} ${rec} ${cell}`, {
          op,
          winner: this.#model.find(school, rec, { op, cell, value, at }),
          rival: rival && { op: rival.op, value: rival.value },
          other,
          taken: this.#taken.get(`${school} ${rec} ${cell}`)?.size ?? 0,
          came: [...(this.#came.get(`${school} ${rec} ${cell}`) ?? [])],
        })
        if (half !== undefined) this.#checkClash(school, rec, [{ op, cell, value, at }, half])
      }
    }
  }

  #checkWinner(school: number, rec: string, told: ToldCell & { readonly isBeside: boolean }): void {
    const made = this.#model.find(school, rec, told)
    if (made === "server") return
    if (made === undefined) {
      throw new Broken("I2", `the server shows ${JSON.stringify(told)} in ${rec}: nobody made it`)
    }
    const taken = this.#taken.get(`${school} ${rec} ${told.cell}`) ?? new Set()
    for (const other of taken) {
      if (other === made || !standsOn(other, made)) continue
      // What passes for two edits may win, but not in silence: a clash is shown, unless both say the same or somebody
      // who knew has written since.
      const isShown = told.isBeside || sameJson(made.value, other.value)
      if (this.#model.isTwoEdits(made, other) && (isShown || isKnown(other, taken))) continue
      throw new Broken(
        "I4",
        `the server shows ${JSON.stringify(made.value)} in ${told.cell} of ${rec} over ${JSON.stringify(other.value)}, which was written on top of it`,
      )
    }
  }

  /** The other half of a clash stays until somebody who knew of both has written, or its author gave it up. */
  #checkRival(place: string, now: Clash): void {
    const former = this.#clashes.get(place)
    this.#clashes.set(place, now)
    if (former !== undefined) this.#checkHidden(place, former, now)
    const { rival, other } = former ?? {}
    if (former === undefined || rival === undefined || now.rival !== undefined) return
    // Between two looks a third value may have come and gone: a cell remembers one rival.
    if (now.taken > former.taken + 1) return
    if (this.#model.copiedSchools.has(Number(place.split(" ")[0]))) return
    if (now.op.startsWith("server.")) return
    for (const made of this.#taken.get(place) ?? []) {
      if (sawClash(made, rival)) return
      if (other !== undefined && other !== "server" && standsOn(made, other)) return
    }
    throw new Broken(
      "I4",
      `${rival.op} clashed in ${place}, and ${now.op} hides it though nobody knew`,
    )
  }

  /**
   * Nobody's value goes out of sight, unless somebody who has written since knew of it: also what comes and does not
   * win, also of a copied tablet, whatever names its edits go by. Of three that did not know each other a cell shows
   * two; the third is in the history only.
   */
  #checkHidden(place: string, former: Clash, now: Clash): void {
    const came = now.came.slice(former.came.length)
    const [before, after] = [seenIn(former), seenIn(now)]
    // Between two looks more may have come and gone; and what the server did by itself is its own story.
    if (came.length !== 1 || before === undefined || after === undefined) return
    if (after.length === 2) return
    const [last = []] = came
    for (const made of [...before, ...last]) {
      if (after.some((one) => one === made || sameJson(one.value, made.value))) continue
      if (now.came.flat().some((one) => knewValue(one, made))) continue
      throw new Broken(
        "I4",
        `${now.op} hides ${JSON.stringify(made.value)} (${[...made.names].join(", ")}) in ${place}, of which nobody who wrote knew`,
      )
    }
  }

  /** Only what did not know each other clashes. */
  #checkClash(school: number, rec: string, halves: readonly [ToldCell, ToldCell]): void {
    if (this.#model.copiedSchools.has(school)) return
    const [winner, rival] = halves.map((told) => this.#model.find(school, rec, told))
    if (winner === undefined || winner === "server") return
    if (rival === undefined || rival === "server" || !standsOn(winner, rival)) return
    if (this.#model.isTwoEdits(winner, rival)) return
    // Of a copied tablet one half may have taken in what the other sent by itself.
    if (this.#model.absorbed.has(rival)) return
    const [one, other] = halves.map(({ op }) => op)
    throw new Broken(
      "I4",
      `${one} is said to clash with ${other} in ${rec}, on which it was written`,
    )
  }
}

/** Whether the author of one edit had met what another says: from whose hand is the same to whoever writes over it. */
function knewValue({ knew }: Made, { value }: Made): boolean {
  return [...knew].some((one) => sameJson(one.value, value))
}

/** The edits that a person is shown: the value, and the other half of a clash. Undefined when one is not a person's. */
function seenIn({ winner, rival, other }: Clash): readonly Made[] | undefined {
  if (winner === undefined || winner === "server" || other === "server") return undefined
  if (rival === undefined) return [winner]
  return other === undefined ? undefined : [winner, other]
}

/** Whether anybody has written since who knew of the value, by whatever name. */
function isKnown(made: Made, taken: ReadonlySet<Made>): boolean {
  return [...taken].some(
    (one) =>
      one !== made &&
      (standsOn(one, made) ||
        [...made.names].some(
          (op) => knewOf(one, made, op) || sawClash(one, { op, value: made.value }),
        )),
  )
}

/** What a pupil answered and was recommended may be taken out of the history, or came too late to get there. */
function mayBeErased(row: Row, cell: string): boolean {
  const kind = row["kind"]
  if (kind !== "sitting" && kind !== "recommendation") return false
  return row["verdict"] === "superseded" || isPersonal(kind, cell)
}
