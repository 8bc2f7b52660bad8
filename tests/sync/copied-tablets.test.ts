import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { editName, opOfName, type EditName } from "#/sync/edit-name.ts"
import { nothingHeld, receive, settle, shownValue, topOf, type Held } from "#/sync/held.ts"
import { mergeCell, opId, type ServerCell } from "#/sync/merge.ts"
import { underNewNames, type NewNames } from "#/sync/new-names.ts"
import type { Receipt } from "#/sync/op.ts"

/**
 * A small school of one cell, three tablets and every rule of names that the real one has, so that thousands of
 * histories take a second. Anna's tablet is copied some time; both halves go on under one id until the server has met
 * both. What each hand truly knew when it wrote is kept beside: no rule may hide a value from whoever never knew it.
 */
interface MadeEdit {
  readonly value: number
  /** What had been shown or told on that tablet by then, and what those who wrote that had known. */
  readonly knew: ReadonlySet<MadeEdit>
}

interface QueuedOp {
  readonly n: number
  readonly edit: MadeEdit
  readonly value: number
  readonly prev: string | null
  readonly past?: readonly string[]
  readonly at: number
  readonly seen: number
  readonly state: "fresh" | "sent"
}

interface SmallTablet {
  readonly skew: number
  device: string
  n: number
  lastAt: number
  cursor: number
  held: Held
  queue: readonly QueuedOp[]
  known: Set<MadeEdit>
  /** Of all tablets together: what has to come to the server. Not what the next tap took in before it was sent. */
  readonly made: Set<MadeEdit>
}

const [rec, cell, feed] = ["the-record", "cell", "feed"]

function aTablet(device: string, skew: number, made: Set<MadeEdit>): SmallTablet {
  const held = nothingHeld(rec, "register")
  return { skew, device, n: 0, lastAt: 0, cursor: 0, held, queue: [], known: new Set(), made }
}

function write(tablet: SmallTablet, value: number, now: number): void {
  const clash = tablet.held.base[cell]?.rival !== undefined && tablet.held.own[cell] === undefined
  if (shownValue(tablet.held, cell) === value && !clash) return
  const edit: MadeEdit = { value, knew: new Set(tablet.known) }
  tablet.known.add(edit)
  tablet.made.add(edit)
  const open = tablet.queue.find(({ state, seen }) => state === "fresh" && seen === tablet.cursor)
  const below = open ?? topOf(tablet.held, cell, tablet.device)
  tablet.lastAt = Math.max(tablet.lastAt + 10, now * 10 + tablet.skew)
  if (open === undefined) tablet.n += 1
  else tablet.made.delete(open.edit)
  const set = {
    value,
    prev: below.prev,
    past: below.past ?? [],
    at: tablet.lastAt,
    n: open?.n ?? tablet.n,
  }
  const op: QueuedOp = { ...set, edit, seen: tablet.cursor, state: "fresh" }
  tablet.queue = [...tablet.queue.filter((one) => one !== open), op]
  tablet.held = { ...tablet.held, own: { [cell]: set } }
}

interface SmallServer {
  stands: ServerCell | undefined
  seq: number
  /** What it took by each name, and which edit that was. */
  readonly taken: Map<string, { readonly op: QueuedOp; readonly receipt: Receipt }>
  readonly last: Map<string, number>
  /** What it makes of a name it is told. */
  readonly heard: (name: EditName) => EditName
}

function bodyOf({ n, value, prev, past, at, seen }: QueuedOp): string {
  return JSON.stringify({ n, value, prev, past, at, seen })
}

/** As src/server/push.ts: what follows a number that names two things is refused with it. */
function push(
  server: SmallServer,
  device: string,
  ops: readonly QueuedOp[],
): { readonly receipts: readonly Receipt[]; readonly isOwn: boolean } {
  const receipts: Receipt[] = []
  let isCopy = false
  let ownSeq: number | undefined
  for (const op of ops) {
    const last = server.last.get(device) ?? 0
    const known = server.taken.get(opId(device, op.n))
    if (op.n <= last && known !== undefined && bodyOf(known.op) === bodyOf(op)) {
      receipts.push(known.receipt)
      continue
    }
    isCopy ||= op.n <= last
    if (isCopy) {
      receipts.push({ n: op.n, verdict: "invalid", reason: "changed-body", seq: server.seq })
      continue
    }
    const receipt = take(server, device, op)
    if (server.stands?.op === opId(device, op.n) && server.stands.rival === undefined) {
      ownSeq = receipt.seq
    }
    receipts.push(receipt)
  }
  return { receipts, isOwn: ownSeq !== undefined && ownSeq === server.stands?.seq }
}

function take(server: SmallServer, device: string, op: QueuedOp): Receipt {
  const id = opId(device, op.n)
  const { heard } = server
  const prev = op.prev === null ? null : heard(op.prev)
  const incoming = { ...op, op: id, by: "someone", prev, past: (op.past ?? []).map(heard) }
  const before = standing(server)
  const merged = mergeCell(server.stands, incoming, server.seq + 1)
  if (merged.kind !== "known") {
    server.seq += 1
    server.stands = merged.cell
  }
  const isApplied = merged.kind === "won" || server.stands?.value === op.value
  const receipt: Receipt = {
    n: op.n,
    verdict: isApplied ? "applied" : "superseded",
    seq: server.seq,
  }
  server.taken.set(id, { op, receipt })
  server.last.set(device, op.n)
  nothingHidden({ before, after: standing(server), came: op.edit })
  return receipt
}

/** The edits that a person is shown: the value, and the other half of a clash. */
function standing({ stands, taken }: SmallServer): readonly MadeEdit[] {
  const names = [stands?.op, stands?.rival?.op].filter((op) => op !== undefined)
  return names.map((op) => must(taken.get(op)).op.edit)
}

function nothingHidden(step: {
  readonly before: readonly MadeEdit[]
  readonly after: readonly MadeEdit[]
  readonly came: MadeEdit
}): void {
  const { before, after, came } = step
  // A cell remembers one rival: of three that did not know each other one is in the history only.
  const isFull = after.length === 2
  for (const edit of [...before, came]) {
    const isShown = after.some((one) => one === edit || one.value === edit.value)
    // From whose hand a value is, is the same to whoever writes over it.
    const isKnown = [...after, came].some(({ knew }) =>
      [...knew].some(({ value }) => value === edit.value),
    )
    if (isShown || isKnown || isFull) continue
    throw new Error(`${edit.value} is hidden, and nobody who wrote knew of it`)
  }
}

interface SyncGiven {
  readonly most: number
  readonly isLost: boolean
  readonly newId: string
}

function sync(tablet: SmallTablet, server: SmallServer, given: SyncGiven): void {
  const going = tablet.queue.slice(0, given.most)
  tablet.queue = tablet.queue.map((op) => (going.includes(op) ? { ...op, state: "sent" } : op))
  const { receipts, isOwn } = push(server, tablet.device, going)
  if (given.isLost) return
  if (receipts.some((one) => "reason" in one)) {
    takeNewName(tablet, given.newId)
    return
  }
  const { stands } = server
  if (stands !== undefined && stands.seq > tablet.cursor) {
    const { seq, ...told } = stands
    const entry = { rec, kind: "register", seq, left: false, cells: isOwn ? {} : { [cell]: told } }
    tablet.held = receive(tablet.held, entry, feed)
    for (const edit of standing(server)) {
      tablet.known.add(edit)
      for (const one of edit.knew) tablet.known.add(one)
    }
  }
  const since = tablet.cursor
  tablet.cursor = server.seq
  for (const { n, seq, verdict } of receipts) {
    const op = must(tablet.queue.find((one) => one.n === n))
    const isUnder = tablet.held.own[cell]?.n !== n
    const { value, prev, past = [], at } = op
    tablet.held = settle(
      tablet.held,
      {
        n,
        seq,
        applied: verdict === "applied" && since < seq,
        covered: isUnder ? { [cell]: { value, prev, past, at } } : {},
      },
      { device: tablet.device, person: "someone" },
    )
  }
  tablet.queue = tablet.queue.filter(({ n }) => !receipts.some((receipt) => receipt.n === n))
}

function takeNewName(tablet: SmallTablet, id: string): void {
  const numbers = new Map(
    tablet.queue.map((op, index) => [op.n, { n: index + 1, rec, cells: { [cell]: op } }]),
  )
  const names: NewNames = { id, former: tablet.device, numbers }
  tablet.queue = tablet.queue.map((op) => {
    const { past: _past, ...bare } = op
    return {
      ...bare,
      ...underNewNames(op, { rec, cell }, names),
      n: must(numbers.get(op.n)).n,
      state: "fresh",
    }
  })
  const own = tablet.held.own[cell]
  if (own !== undefined) {
    const { past: _past, ...bare } = own
    const n = numbers.get(own.n)?.n ?? own.n
    const renamed = { ...bare, ...underNewNames(own, { rec, cell }, names), n }
    tablet.held = { ...tablet.held, own: { [cell]: renamed } }
  }
  tablet.device = id
  tablet.n = tablet.queue.length
}

type Move =
  | { readonly what: "write"; readonly who: number; readonly value: number }
  | { readonly what: "sync"; readonly who: number; readonly most: number; readonly isLost: boolean }
  | { readonly what: "copy" }

const whose = fc.constantFrom(0, 1, 2)
const moves = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant("write" as const), who: whose, value: fc.nat(5) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant("sync" as const),
        who: whose,
        most: fc.constantFrom(1, 2, 500),
        isLost: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Move>({ what: "copy" }) },
  ),
  { maxLength: 40 },
)
const skews = fc.tuple(fc.constantFrom(-50, 0, 50), fc.constantFrom(-50, 0, 50))

function live(
  story: readonly Move[],
  [anna, boris]: readonly [number, number],
  heard: SmallServer["heard"] = (name) => name,
): void {
  const server: SmallServer = {
    stands: undefined,
    seq: 0,
    taken: new Map(),
    last: new Map(),
    heard,
  }
  const made = new Set<MadeEdit>()
  const tablets: (SmallTablet | undefined)[] = [
    aTablet("anna", anna, made),
    aTablet("boris", boris, made),
  ]
  const step = (move: Move, now: number): void => {
    if (move.what === "copy") {
      const [first] = tablets
      if (first !== undefined && tablets[2] === undefined) {
        // No two edits of the halves bear one stamp: they would be one op to anybody.
        const [skew, lastAt] = [first.skew + 1, first.lastAt + 1]
        tablets[2] = { ...first, skew, lastAt, known: new Set(first.known) }
      }
      return
    }
    const tablet = tablets[move.who]
    if (tablet === undefined) return
    if (move.what === "write") write(tablet, move.value, now)
    else sync(tablet, server, { ...move, newId: `other-${now}` })
  }
  for (const [now, move] of story.entries()) step(move, now)
  // Faults stop: all comes to the server, and every edit that left a tablet by itself is in its history.
  for (let round = 0; round < 6; round += 1) {
    for (const who of [0, 1, 2]) {
      step({ what: "sync", who, most: 500, isLost: false }, story.length + round * 3 + who)
    }
  }
  for (const tablet of tablets) expect(tablet?.queue ?? []).toEqual([])
  const inHistory = new Set([...server.taken.values()].map(({ op }) => op.edit))
  expect([...made].filter((edit) => !inHistory.has(edit))).toEqual([])
}

describe("a copied tablet, both halves of which go on", () => {
  test("loses no value from the history, and hides none from whoever never knew of it", () => {
    fc.assert(
      fc.property(moves, skews, (story, clocks) => live(story, clocks)),
      { numRuns: 3_000 },
    )
  })

  test("would hide some if edits were known by the number of their op alone", () => {
    const byNumber = fc.property(moves, skews, (story, clocks) => live(story, clocks, opOfName))

    const found = fc.check(byNumber, { numRuns: 20_000, seed: 1 })

    expect(String(found.errorInstance)).toContain("is hidden, and nobody who wrote knew of it")
  })
})

describe("the names of a tablet that takes a new id", () => {
  const numbers = new Map([[7, { n: 1, rec, cells: { [cell]: { value: "late" } } }]])
  const names: NewNames = { former: "anna", id: "twin", numbers }
  const place = { rec, cell }
  const mine = editName({ op: "anna.7", value: "late" })
  const now = editName({ op: "twin.1", value: "late" })

  test("are told beside the former ones, by which the server may know the same", () => {
    const told = { prev: mine, past: ["boris.1"] }

    expect(underNewNames(told, place, names)).toEqual({ prev: now, past: [mine, "boris.1"] })
  })

  test("leave an edit what it stands on where the number is the other half's, in another cell", () => {
    const told = { prev: mine, past: ["boris.1"] }

    expect(underNewNames(told, { rec, cell: "another" }, names)).toEqual(told)
    expect(underNewNames(told, { rec: "another", cell }, names)).toEqual(told)
  })

  test("leave it where the other half has set the very same cell by that number, to something else", () => {
    const told = { prev: editName({ op: "anna.7", value: "absent" }) }

    expect(underNewNames(told, place, names)).toEqual(told)
  })

  test("say the value of one's own where an app of the first protocol said the number alone", () => {
    expect(underNewNames({ prev: "anna.7" }, place, names)).toEqual({ prev: now, past: [mine] })
  })
})
