import type { DeviceRow, SchoolRows, StoredRecord } from "#/server/store.ts"

/** One step of a story, drawn from the seed: the same for the same seed, whoever goes it. */
export type Step = (rows: SchoolRows) => Promise<unknown>

const kinds = ["pupil", "class", "activity", "register"] as const

const news = (feed: string) => ({ feed, since: 2, leftAfter: 4 })

/** Writes and reads in any order, over few names, so that they meet. */
export function randomSteps(seed: number, count: number): readonly Step[] {
  let state = seed
  const below = (limit: number): number => {
    state = (state * 48_271) % 0x7fffffff
    return state % limit
  }
  let seq = 0
  const name = (start: string): string => `${start}${below(4)}`
  const writes: readonly (() => Step)[] = [
    () => {
      seq += 1
      const which = below(4)
      const value = below(4) === 0
      const record: StoredRecord = {
        id: `rec${which}`,
        // A record keeps its kind and its author for ever.
        kind: kinds[which] ?? "pupil",
        author: `author${which}`,
        cells: { gone: { value, op: `d.${seq}`, by: "p", at: seq, seq, past: [] } },
        seq,
        parent: below(3) === 0 ? null : name("rec"),
      }
      return (rows) => rows.putRecord(record)
    },
    () => {
      seq += 1
      const place = {
        rec: name("rec"),
        feed: name("feed"),
        seq,
        joined: below(9),
        left: below(3) === 0,
      }
      return (rows) => rows.putPlace(place)
    },
    () => {
      const activity = name("rec")
      const lessons = ["class0", "class1", "class2"]
        .filter(() => below(2) === 0)
        .map((id) => ({ activity, class: id, leader: below(3) === 0 ? null : name("person") }))
      return (rows) => rows.setLessons(activity, lessons)
    },
    () => {
      seq += 1
      const n = seq
      const [device, rec] = [name("device"), name("rec")]
      const receipt = { n, seq, verdict: below(2) === 0 ? "applied" : "superseded" } as const
      const op = {
        device,
        n,
        rec,
        kind: "pupil",
        values: { last: n },
        bodyHash: "h",
        receipt,
        by: "p",
        at: n,
      }
      return (rows) => rows.addOp(op)
    },
    () => {
      const told = { waiting: below(9), oldestAt: null, app: "0.2.0", kept: below(2) === 0 }
      const device: DeviceRow = {
        id: name("device"),
        person: "p",
        last: below(9),
        safe: 0,
        confirmed: 0,
        since: 1,
        seenAt: below(2) === 0 ? null : seq,
        told: below(2) === 0 ? null : told,
        label: below(2) === 0 ? null : name("label"),
        session: null,
        feeds: below(2) === 0 ? null : [name("feed")],
        wipe: "no",
      }
      return (rows) => rows.putDevice(device)
    },
    () => {
      const head = { seq, floor: below(3), serverOps: below(3) }
      return (rows) => rows.putHead(head)
    },
    () => {
      const rec = name("rec")
      return (rows) => rows.dropRecord(rec)
    },
    () => {
      const ops = [name("rec"), name("rec"), name("rec")].map((rec, index) => ({
        rec,
        kind: kinds[index] ?? "pupil",
        needs: below(2) === 0 ? [name("rec")] : [],
      }))
      const ahead = {
        ops,
        device: name("device"),
        records: [name("rec")],
        feeds: [news(name("feed"))],
        under: below(2) === 0 ? [name("rec")] : [],
      }
      return (rows) => rows.foresee(ahead)
    },
  ]
  const reads: readonly (() => Step)[] = [
    () =>
      (
        (rec) => (rows) =>
          rows.record(rec)
      )(name("rec")),
    () =>
      (
        (rec) => (rows) =>
          rows.placesOf(rec)
      )(name("rec")),
    () =>
      (
        (parent) => (rows) =>
          rows.recordsUnder(parent)
      )(name("rec")),
    () =>
      (
        (kind) => (rows) =>
          rows.recordsOf(kind)
      )(kinds[below(kinds.length)] ?? "pupil"),
    () => (rows) => rows.goneRecords(),
    () =>
      (
        (activity) => (rows) =>
          rows.lessonsOf(activity)
      )(name("rec")),
    () =>
      (
        (id) => (rows) =>
          rows.leadersIn(id)
      )(name("class")),
    () =>
      (
        (id) => (rows) =>
          rows.lessonsLedBy(id)
      )(name("person")),
    () => (rows) => rows.feedsInUse(),
    () =>
      (
        (feed) => (rows) =>
          rows.pupilsIn(feed)
      )(name("feed")),
    () =>
      (
        (feed) => (rows) =>
          rows.feed({ ...news(feed), limit: 9 })
      )(name("feed")),
    () =>
      (
        (device, n) => (rows) =>
          rows.op(device, n)
      )(name("device"), below(seq + 1)),
    () =>
      (
        (rec) => (rows) =>
          rows.history({ rec, before: 99, limit: 9 })
      )(name("rec")),
    () =>
      (
        (id) => (rows) =>
          rows.device(id)
      )(name("device")),
    () => (rows) => rows.devices(),
    () => (rows) => rows.lock(),
  ]
  return Array.from({ length: count }, () => {
    const drawn = below(2) === 0 ? writes : reads
    const make = drawn[below(drawn.length)] ?? drawn[0]
    if (make === undefined) throw new Error("no steps")
    return make()
  })
}

/** What was read, so that two stores can be compared: lists without a promised order in one order. */
export function comparable(read: unknown): string {
  return Array.isArray(read)
    ? JSON.stringify(read.map((item) => JSON.stringify(sorted(item))).sort())
    : JSON.stringify(sorted(read))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sorted(item)] as const)
      .sort(([one], [two]) => (one < two ? -1 : 1)),
  )
}
