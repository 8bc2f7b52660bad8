import { setTimeout as pause } from "node:timers/promises"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { hashOfLink } from "#/server/columns.ts"
import { mintScope } from "#/server/scope.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { DeviceRow, SchoolRows, SessionRow, Store, StoredRecord } from "#/server/store.ts"

import { comparable, randomSteps } from "./store-steps.ts"

const scope = mintScope({ school: "school-1", person: "person-1" })
const other = mintScope({ school: "school-2", person: "person-2" })

function aRecord(id: string, seq: number, more: Partial<StoredRecord> = {}): StoredRecord {
  const cell = { value: id, op: "device.1", by: "person-1", at: 1, seq, past: [] }
  return {
    id,
    kind: "pupil",
    cells: { last: cell },
    seq,
    author: "person-1",
    parent: null,
    ...more,
  }
}

const aSession: SessionRow = {
  id: "s",
  school: scope.school,
  person: "p",
  tokenHash: "now",
  tokenSince: 1,
  formerHash: "before",
  formerUntil: null,
  seenAt: 2,
  ended: "no",
  proofHash: "proof",
  openedAt: 1,
  openedBy: "passphrase",
  steppedUpAt: 2,
}

const aDevice: DeviceRow = {
  id: "d",
  person: "p",
  last: 3,
  safe: 1,
  confirmed: 2,
  since: 5,
  seenAt: 1_795_000_000_000,
  told: { waiting: 7, oldestAt: 1_794_000_000_000, app: "0.2.0", kept: null },
  label: "Планшет № 7, каб. 305",
  session: "s",
  feeds: ["school", "class:1"],
  wipe: "ordered",
}

/** What the databases and their drivers are known to stumble over. */
const awkwardTexts: readonly string[] = [
  "NUL\0inside",
  "\uFFFE\uFFFE0\0",
  "back\\slash \\u0000 \\0",
  `quotes ' " and $1, {braces}, NULL`,
  "NULL",
  "",
  "Ёжик, ё́ and 👩‍🏫",
  "line\nend\r\n\t",
]

/** What every store must do; run it on each implementation with a way to open an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`a store (${name})`, () => {
    let store: Store
    const rows = <Result>(
      work: (rows: SchoolRows) => Promise<Result>,
      by = scope,
    ): Promise<Result> => store.transaction((tx) => work(tx.school(by)))

    beforeEach(async () => {
      store = await open()
      await store.transaction(async ({ door }) => {
        await door.addSchool(scope.school)
        await door.addSchool(other.school)
      })
    })
    afterEach(() => store.close())

    describe("transactions", () => {
      test("keep everything of one that ends and nothing of one that throws", async () => {
        await rows((school) => school.putRecord(aRecord("kept", 1)))
        const torn = rows(async (school) => {
          await school.putRecord(aRecord("torn", 2))
          await school.putHead({ seq: 9, floor: 9, serverOps: 9 })
          throw new Error("the power went")
        })
        await expect(torn).rejects.toThrow("the power went")

        expect(await rows((school) => school.record("kept"))).toEqual(aRecord("kept", 1))
        expect(await rows((school) => school.record("torn"))).toBeUndefined()
        expect(await rows((school) => school.lock())).toEqual({ seq: 0, floor: 0, serverOps: 0 })
      })

      test("of one school follow each other: numbers are never given out twice", async () => {
        const take = (): Promise<number> =>
          rows(async (school) => {
            const head = await school.lock()
            await Promise.resolve()
            await school.putHead({ ...head, seq: head.seq + 1 })
            return head.seq + 1
          })
        const taken = await Promise.all(Array.from({ length: 20 }, take))
        expect(new Set(taken).size).toBe(20)
      })

      test("that wait together end each by itself: one that throws takes nothing of the others along", async () => {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 10 }, (_, index) =>
            rows(async (school) => {
              await school.putRecord(aRecord(`record-${index}`, index + 1))
              await Promise.resolve()
              if (index % 3 === 1) throw new Error("no")
              return index
            }),
          ),
        )
        for (const [index, { status }] of outcomes.entries()) {
          const isKept = index % 3 !== 1
          expect(status).toBe(isKept ? "fulfilled" : "rejected")
          const record = await rows((school) => school.record(`record-${index}`))
          expect(record !== undefined).toBe(isKept)
        }
      })

      test("go on after one that failed", async () => {
        const failed = store.transaction(() => Promise.reject(new Error("no")))
        await expect(failed).rejects.toThrow("no")
        expect(await rows((school) => school.lock())).toBeDefined()
      })
    })

    describe("many at once", () => {
      test("a reader that asks again and again after its cursor misses nothing that commits", async () => {
        const [writers, each] = [4, 15]
        const write = (id: string): Promise<void> =>
          rows(async (school) => {
            const head = await school.lock()
            const seq = head.seq + 1
            await pause(seq % 3)
            await school.putRecord(aRecord(id, seq))
            await school.putPlace({ rec: id, feed: "school", seq, joined: seq, left: false })
            await school.putHead({ ...head, seq })
          })
        let isWriting = true
        const heard: string[] = []
        const listen = async (): Promise<void> => {
          let cursor = 0
          for (let isLast = false; !isLast;) {
            isLast = !isWriting
            const query = { feed: "school", since: cursor, leftAfter: 0, limit: 9 }
            const news = await rows((school) => school.feed(query))
            heard.push(...news.map(({ rec }) => rec))
            cursor = news.at(-1)?.seq ?? cursor
            if (news.length > 0) isLast = false
          }
        }
        const listening = listen()
        await Promise.all(
          Array.from({ length: writers }, async (_, writer) => {
            for (let n = 0; n < each; n += 1) await write(`${writer}-${n}`)
          }),
        )
        isWriting = false
        await listening
        expect(new Set(heard).size).toBe(writers * each)
        expect(heard).toHaveLength(writers * each)
      })

      test("a session that was ended meanwhile is found ended, not as it was before the wait", async () => {
        await store.transaction(({ door }) => door.putSession(aSession))
        let begun: () => void = () => undefined
        const hasBegun = new Promise<void>((resolve) => (begun = resolve))
        const revoking = store.transaction(async (tx) => {
          await tx.school(scope).lock()
          begun()
          await pause(30)
          await tx.door.putSession({ ...aSession, ended: "revoked" })
        })
        await hasBegun
        const found = await store.transaction(({ door }) => door.session(aSession.tokenHash))
        await revoking
        expect(found?.ended).toBe("revoked")
      })

      test("what is made once when it is missing is made once, and used up once", async () => {
        const take = (): Promise<string> =>
          store.transaction(async ({ door }) => {
            const known = await door.setting("key")
            if (known !== undefined) return known
            await pause(2)
            const fresh = String(Math.random())
            await door.setSetting("key", fresh)
            return fresh
          })
        expect(new Set(await Promise.all([take(), take(), take(), take()])).size).toBe(1)
        const useUp = (): Promise<boolean> =>
          store.transaction(async ({ door }) => {
            const known = await door.setting("key")
            await pause(2)
            await door.setSetting("key", null)
            return known !== undefined
          })
        const used = await Promise.all([useUp(), useUp(), useUp()])
        expect(used.filter(Boolean)).toHaveLength(1)
      })
    })

    describe("a transaction", () => {
      test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
        "reads what it has written as the next one would read it (story %i)",
        async (seed) => {
          const steps = randomSteps(seed * 7_919, 400)
          const apart: string[] = []
          const simplest = createSqliteStore(":memory:")
          await simplest.transaction(({ door }) => door.addSchool(scope.school))
          for (const step of steps) {
            apart.push(comparable(await simplest.transaction((tx) => step(tx.school(scope)))))
          }
          await simplest.close()
          const together: string[] = []
          const size = seed % 2 === 0 ? 16 : 400
          for (let from = 0; from < steps.length; from += size) {
            await rows(async (school) => {
              for (const step of steps.slice(from, from + size)) {
                together.push(comparable(await step(school)))
              }
            })
          }
          expect(together).toEqual(apart)
        },
      )

      const place = { rec: "a", feed: "school", seq: 1, joined: 1, left: false }
      const whole = { feed: "school", since: 0, leftAfter: 0, limit: 9 }

      test("tells in a feed what was written by another way to the same rows", async () => {
        const told = await store.transaction(async (tx) => {
          const [one, another] = [tx.school(scope), tx.school(scope)]
          await one.putPlace(place)
          await one.putRecord(aRecord("a", 1))
          await another.putRecord(aRecord("a", 2))
          const before = await one.feed(whole)
          await another.dropRecord("a")
          await one.putRecord(aRecord("b", 3))
          return [before, await one.feed(whole)]
        })
        expect(told.map((places) => places.map(({ record }) => record.seq))).toEqual([[2], []])
      })

      test("tells nothing in a feed of what another one wrote and did not end, nor of another school", async () => {
        await rows(async (school) => {
          await school.putRecord(aRecord("a", 1))
          await school.putPlace(place)
        })
        const torn = rows(async (school) => {
          await school.putRecord(aRecord("a", 2))
          throw new Error("the power went")
        })
        const elsewhere = rows((school) => school.putRecord(aRecord("a", 3)), other)
        const told = rows(async (school) => {
          await school.putRecord(aRecord("b", 4))
          return school.feed(whole)
        })
        const [failed] = await Promise.allSettled([torn, elsewhere])
        expect(failed.status).toBe("rejected")
        expect((await told).map(({ record }) => record.seq)).toEqual([1])
      })
    })

    describe("texts and numbers", () => {
      test("come back to the letter, whatever they hold", async () => {
        for (const [index, text] of awkwardTexts.entries()) {
          const cell = {
            value: { [text]: [text] },
            op: text,
            by: text,
            at: 1,
            seq: 1,
            past: [text],
          }
          const record = aRecord(`${text} ${index}`, 1, {
            cells: { [text]: cell },
            author: text,
            parent: text,
          })
          const op = {
            device: "device",
            n: index + 1,
            rec: text,
            kind: text,
            values: { [text]: text },
            bodyHash: "hash",
            receipt: { n: index + 1, seq: 1, verdict: "invalid", reason: "bad-value", cell: text },
            by: text,
            at: 1,
          } as const
          await rows(async (school) => {
            await school.putRecord(record)
            await school.addOp(op)
            await school.audit({ at: 1, person: text, device: text, what: text, detail: { text } })
          })
          expect(await rows((school) => school.record(record.id))).toEqual(record)
          expect(await rows((school) => school.op("device", index + 1))).toEqual(op)
          expect((await rows((school) => school.recordsUnder(text))).map(({ id }) => id)).toEqual([
            record.id,
          ])
        }
      })

      test("may be as large as a record and a clock can get", async () => {
        const value = "ы".repeat(400_000)
        const seq = 2 ** 40
        const cell = { value, op: "device.1", by: "p", at: 8_640_000_000_000_000, seq, past: [] }
        const record = aRecord("large", seq, { cells: { note: cell } })
        await rows(async (school) => {
          await school.putRecord(record)
          await school.putHead({ seq, floor: 2 ** 33, serverOps: 3 })
        })
        expect(await rows((school) => school.record("large"))).toEqual(record)
        expect(await rows((school) => school.lock())).toEqual({ seq, floor: 2 ** 33, serverOps: 3 })
      })
    })

    describe("schools", () => {
      test("share no row, whatever the ids", async () => {
        await rows((school) => school.putRecord(aRecord("same", 1)))
        await rows((school) => school.putRecord(aRecord("same", 2, { kind: "class" })), other)
        expect((await rows((school) => school.record("same")))?.kind).toBe("pupil")
        await rows((school) => school.dropRecord("same"), other)
        expect(await rows((school) => school.record("same"))).toBeDefined()
      })

      test("a row of a school that does not exist is refused", async () => {
        const nowhere = mintScope({ school: "nowhere", person: "nobody" })
        const writing = rows((school) => school.putRecord(aRecord("lost", 1)), nowhere)
        await expect(writing).rejects.toThrow()
      })
    })

    describe("records", () => {
      test("come back as they were written, rivals, pasts and nested values included", async () => {
        const cell = {
          value: [{ id: "a", minutes: 3 }],
          op: "device.2",
          by: "person-1",
          at: 1_795_000_000_000,
          seq: 7,
          past: ["device.1", "other.4"],
          rival: { value: null, op: "other.5", by: "person-9", at: 5 },
        }
        const record = aRecord("rich", 7, { cells: { items: cell }, parent: "above" })
        await rows((school) => school.putRecord(record))
        expect(await rows((school) => school.record("rich"))).toEqual(record)
      })

      test("are found by kind, by what they belong to, and when they are gone", async () => {
        const gone = { value: true, op: "device.1", by: "person-1", at: 1, seq: 3, past: [] }
        await rows(async (school) => {
          await school.putRecord(aRecord("child", 1, { parent: "above" }))
          await school.putRecord(aRecord("class", 2, { kind: "class" }))
          await school.putRecord(aRecord("gone", 3, { cells: { gone } }))
        })
        const ids = (found: readonly StoredRecord[]): readonly string[] => found.map(({ id }) => id)
        expect(ids(await rows((school) => school.recordsOf("class")))).toEqual(["class"])
        expect(ids(await rows((school) => school.recordsUnder("above")))).toEqual(["child"])
        expect(await rows((school) => school.goneRecords())).toEqual(["gone"])
      })

      test("that are dropped leave no place in any feed", async () => {
        await rows(async (school) => {
          await school.putRecord(aRecord("gone", 1))
          await school.putPlace({ rec: "gone", feed: "school", seq: 1, joined: 1, left: false })
          await school.dropRecord("gone")
        })
        expect(await rows((school) => school.placesOf("gone"))).toEqual([])
      })
    })

    describe("feeds", () => {
      beforeEach(() =>
        rows(async (school) => {
          for (const [place, id] of ["a", "b", "c", "d"].entries()) {
            const seq = place + 1
            await school.putRecord(aRecord(id, seq))
            await school.putPlace({ rec: id, feed: "class:1", seq, joined: seq, left: id === "b" })
          }
        }),
      )
      const feed = (since: number, leftAfter: number, limit: number): Promise<readonly string[]> =>
        rows(async (school) => {
          const query = { feed: "class:1", since, leftAfter, limit }
          return (await school.feed(query)).map(({ rec }) => rec)
        })

      test("are read in order of the sequence, after a cursor, up to a limit", async () => {
        expect(await feed(0, 0, 10)).toEqual(["a", "b", "c", "d"])
        expect(await feed(2, 0, 10)).toEqual(["c", "d"])
        expect(await feed(0, 0, 3)).toEqual(["a", "b", "c"])
      })

      test("do not tell of records that left before the reader came", async () => {
        expect(await feed(0, 2, 10)).toEqual(["a", "c", "d"])
        expect(await feed(0, 1, 10)).toEqual(["a", "b", "c", "d"])
      })

      test("hold a record once; a later place takes over from the earlier", async () => {
        const place = { rec: "a", feed: "class:1", seq: 9, joined: 1, left: false }
        await rows((school) => school.putPlace(place))
        expect(await feed(0, 0, 10)).toEqual(["b", "c", "d", "a"])
        expect(await rows((school) => school.placesOf("a"))).toEqual([place])
      })

      test("never give one number to two records", async () => {
        const clash = rows((school) =>
          school.putPlace({ rec: "a", feed: "class:1", seq: 4, joined: 1, left: false }),
        )
        await expect(clash).rejects.toThrow()
        expect(await feed(0, 0, 10)).toEqual(["a", "b", "c", "d"])
      })

      test("in use are named once each", async () => {
        await rows((school) =>
          school.putPlace({ rec: "a", feed: "person:1", seq: 1, joined: 1, left: false }),
        )
        expect(await rows((school) => school.feedsInUse())).toEqual(["class:1", "person:1"])
        expect(await rows((school) => school.feedsInUse(), other)).toEqual([])
      })

      test("name the pupils who ever stood in a class", async () => {
        const pupils = await rows((school) => school.pupilsIn("class:1"))
        expect(pupils.map(({ id }) => id)).toEqual(["a", "c", "d"])
      })
    })

    describe("the history", () => {
      const op = (
        n: number,
        seq: number,
        verdict: "applied" | "superseded",
      ): Parameters<SchoolRows["addOp"]>[0] => ({
        device: "device",
        n,
        rec: "rec",
        kind: "pupil",
        values: { last: `value ${n}` },
        bodyHash: `hash ${n}`,
        receipt: { n, seq, verdict },
        by: "person-1",
        at: n,
      })

      test("keeps every op once, with its receipt, for ever", async () => {
        const refused = {
          ...op(2, 1, "applied"),
          values: {},
          receipt: { n: 2, seq: 1, verdict: "invalid", reason: "bad-value", cell: "born" },
        } as const
        await rows(async (school) => {
          await school.addOp(op(1, 1, "applied"))
          await school.addOp(refused)
        })
        expect(await rows((school) => school.op("device", 1))).toEqual(op(1, 1, "applied"))
        expect(await rows((school) => school.op("device", 2))).toEqual(refused)
        expect(await rows((school) => school.op("device", 3))).toBeUndefined()
        await expect(rows((school) => school.addOp(op(1, 5, "applied")))).rejects.toThrow()
      })

      test("forgets the cells of one record when told to, and nothing else", async () => {
        const both = { last: "Незабудкина", class: "7" }
        await rows(async (school) => {
          await school.addOp({ ...op(1, 1, "applied"), values: both })
          await school.addOp({ ...op(2, 2, "superseded"), values: both })
          await school.addOp({ ...op(3, 3, "applied"), rec: "other", values: both })
        })
        await rows(async (school) => {
          // Read before in the same transaction: what is kept in memory must be forgotten, too.
          await school.op("device", 1)
          await school.scrubHistory("rec", ["last", "first"])
          expect((await school.op("device", 1))?.values).toEqual({ class: "7" })
        })
        const left = await rows((school) => school.history({ rec: "rec", before: 99, limit: 9 }))
        expect(left.map(({ values }) => values)).toEqual([{ class: "7" }, { class: "7" }])
        expect(left[1]).toEqual({ ...op(1, 1, "applied"), values: { class: "7" } })
        expect((await rows((school) => school.op("device", 3)))?.values).toEqual(both)
      })

      test("of a record is read newest first, losers included, refused ones not", async () => {
        await rows(async (school) => {
          await school.addOp(op(1, 1, "applied"))
          await school.addOp(op(2, 2, "superseded"))
          await school.addOp({
            ...op(3, 2, "applied"),
            receipt: { n: 3, seq: 2, verdict: "forbidden", reason: "class-of-another" },
          })
          await school.addOp(op(4, 3, "applied"))
        })
        const read = async (before: number, limit: number): Promise<readonly number[]> =>
          (await rows((school) => school.history({ rec: "rec", before, limit }))).map(({ n }) => n)
        expect(await read(99, 10)).toEqual([4, 2, 1])
        expect(await read(3, 1)).toEqual([2])
        const all = await rows((school) => school.opsOfKind("pupil"))
        expect(all.map(({ n }) => n)).toEqual([1, 2, 4])
        expect(await rows((school) => school.opsOfKind("class"))).toEqual([])
      })
    })

    describe("devices", () => {
      const others: readonly DeviceRow[] = [
        { ...aDevice, id: "silent", told: null, seenAt: null, label: null, session: null },
        { ...aDevice, id: "old", feeds: null, wipe: "no" },
        { ...aDevice, id: "kept", told: { waiting: 0, oldestAt: null, app: "1", kept: true } },
        { ...aDevice, id: "wiped", feeds: [], wipe: "met" },
      ]

      test("come back with what they said of themselves, and with what they never said", async () => {
        await rows(async (school) => {
          for (const device of others) await school.putDevice(device)
        })
        for (const device of others) {
          expect(await rows((school) => school.device(device.id))).toEqual(device)
        }
        const all = await rows((school) => school.devices())
        expect(all.map(({ id }) => id).sort()).toEqual(["kept", "old", "silent", "wiped"])
      })

      test("say the latest: what was said before is gone", async () => {
        await rows((school) => school.putDevice(aDevice))
        await rows((school) => school.putDevice({ ...aDevice, told: null, label: null }))
        const read = await rows((school) => school.device("d"))
        expect(read).toEqual({ ...aDevice, told: null, label: null })
      })
    })

    describe("the audit", () => {
      const events = (count: number) =>
        Array.from({ length: count }, (_, index) => ({
          at: 100 + index,
          person: `person-${index}`,
          device: index % 2 === 0 ? null : "d",
          what: "invited",
          detail: { person: `p${index}`, classes: ["c"], count: index },
        }))
      const write = (count: number): Promise<void> =>
        rows(async (school) => {
          for (const event of events(count)) await school.audit(event)
        })

      test("is read forwards and backwards, in pages, as it was written", async () => {
        await write(7)
        const forwards = await rows((school) => school.auditAfter(2, 3))
        expect(forwards.map(({ place }) => place)).toEqual([3, 4, 5])
        expect(forwards[0]).toMatchObject(events(7)[2] ?? {})
        const backwards = await rows((school) => school.auditBefore(99, 2))
        expect(backwards.map(({ place }) => place)).toEqual([7, 6])
        expect(await rows((school) => school.auditBefore(1, 9))).toEqual([])
        expect(await rows((school) => school.auditAfter(0, 9), other)).toEqual([])
      })

      test("seals each link to the one before it", async () => {
        await write(4)
        let former = ""
        for (const link of await rows((school) => school.auditAfter(0, 9))) {
          expect(link.hash).toBe(hashOfLink(former, link))
          former = link.hash
        }
        expect(former).not.toBe("")
      })
    })

    describe("the rest", () => {
      test("devices, lessons, sessions and invitations come back as they were written", async () => {
        const device = aDevice
        const lesson = { activity: "a", class: "c", leader: "p" }
        const session = aSession
        const invitation = {
          id: "i",
          school: scope.school,
          person: "p",
          tokenHash: "token",
          codeHash: "code",
          expiresAt: 9,
          usedAt: null,
          attemptHash: null,
          session: null,
          withdrawn: false,
        }
        await store.transaction(async (tx) => {
          const school = tx.school(scope)
          await school.putDevice(device)
          await school.setLessons("a", [lesson, { ...lesson, class: "e", leader: null }])
          await tx.door.putSession(session)
          await tx.door.putInvitation(invitation)
        })
        await store.transaction(async (tx) => {
          const school = tx.school(scope)
          expect(await school.device("d")).toEqual(device)
          expect(await school.devices()).toEqual([device])
          expect(await school.lessonsOf("a")).toHaveLength(2)
          expect(await school.leadersIn("c")).toEqual(["p"])
          expect(await school.leadersIn("e")).toEqual([])
          expect(await school.lessonsLedBy("p")).toEqual([lesson])
          expect(await tx.door.session("now")).toEqual(session)
          expect(await tx.door.session("before")).toEqual(session)
          expect(await tx.door.invitation("code")).toEqual(invitation)
          expect(await school.invitationsOf("p")).toEqual([invitation])
          expect(await school.sessionsOf("p")).toEqual([session])
          expect(await tx.school(other).sessionsOf("p")).toEqual([])
        })
      })

      test("the epoch begins at one and settings may be taken back", async () => {
        await store.transaction(async ({ door }) => {
          expect(await door.epoch()).toBe(1)
          await door.setEpoch(12)
          await door.setSetting("name", "value")
        })
        await store.transaction(async ({ door }) => {
          expect(await door.epoch()).toBe(12)
          expect(await door.setting("name")).toBe("value")
          await door.setSetting("name", null)
          expect(await door.setting("name")).toBeUndefined()
          expect(await door.schools()).toEqual([scope.school, other.school])
        })
      })
    })

    describe("areas", () => {
      const area = mintScope({ school: "area-1", person: "coordinator" })
      const place = { kind: "school", since: 7, codeHash: null, codeUntil: null } as const
      beforeEach(() => store.transaction(({ door }) => door.addSchool(area.school)))

      test("a school that never joined one has no row; joined and left, it says so", async () => {
        expect(await rows((school) => school.organisation())).toBeUndefined()
        await rows((school) => school.putOrganisation({ ...place, parent: area.school }))
        await rows(async (school) => {
          await school.putOrganisation({ ...place, parent: null, since: null })
          // What this transaction has written it reads.
          expect((await school.organisation())?.parent).toBeNull()
        })
        expect(await rows((school) => school.organisation())).toEqual({
          ...place,
          school: scope.school,
          parent: null,
          since: null,
        })
      })

      test("an area finds its members, and nobody else does", async () => {
        for (const by of [scope, other]) {
          await rows((school) => school.putOrganisation({ ...place, parent: area.school }), by)
        }
        const found = await rows((school) => school.members(), area)
        expect(found.map(({ school }) => school)).toEqual([scope.school, other.school])
        expect(await rows((school) => school.members())).toEqual([])
        expect(await rows((school) => school.organisation(), area)).toBeUndefined()
      })

      test("is found by its present code", async () => {
        const coded = { ...place, kind: "municipality", parent: null, since: null } as const
        await rows((school) => school.putOrganisation({ ...coded, codeHash: "old" }), area)
        await rows(
          (school) => school.putOrganisation({ ...coded, codeHash: "new", codeUntil: 9 }),
          area,
        )
        const find = (hash: string) => store.transaction(({ door }) => door.areaOfCode(hash))
        expect(await find("old")).toBeUndefined()
        expect(await find("new")).toMatchObject({ school: area.school, codeUntil: 9 })
      })
    })
  })
}
