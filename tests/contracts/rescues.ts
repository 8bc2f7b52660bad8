import { afterEach, beforeEach, describe, expect, test } from "vitest"

import type { RescueRow, RescueRows } from "#/server/rescue-rows.ts"
import { mintScope } from "#/server/scope.ts"
import type { Store } from "#/server/store.ts"

const ours = mintScope({ school: "school-1", person: "anna" })
const theirs = mintScope({ school: "school-2", person: "anna" })

const aRow: RescueRow = {
  id: "bundle-1",
  cameAt: 1_000,
  cameFrom: "boris",
  person: "anna",
  device: "device-1",
  madeAt: 900,
  ops: 34,
  about: { register: 3, pupil: 1 },
  why: "unsigned",
  state: "waiting",
  decidedAt: null,
  decidedBy: null,
  bundle: "c2VhbGVk",
}

/** What every store must do with bundles that wait for the head. */
export function rescuesContract(name: string, open: () => Promise<Store>): void {
  describe(`the bundles in a store (${name})`, () => {
    let store: Store
    const rows = <Result>(
      work: (rows: RescueRows) => Promise<Result>,
      by = ours,
    ): Promise<Result> => store.transaction((tx) => work(tx.school(by)))

    beforeEach(async () => {
      store = await open()
      await store.transaction(async ({ door }) => {
        await door.addSchool(ours.school)
        await door.addSchool(theirs.school)
      })
    })
    afterEach(() => store.close())

    test("come back as they were put, already in the same transaction", async () => {
      await rows(async (school) => {
        await school.putRescue(aRow)
        expect(await school.rescue("bundle-1")).toEqual(aRow)
      })
      expect(await rows((school) => school.rescue("bundle-1"))).toEqual(aRow)
      expect(await rows((school) => school.rescue("bundle-2"))).toBeUndefined()
    })

    test("are decided on without losing what they hold", async () => {
      const decided = { state: "discarded", decidedAt: 2_000, decidedBy: "head" } as const
      await rows((school) => school.putRescue(aRow))
      await rows((school) => school.putRescue({ ...aRow, ...decided, bundle: "other" }))
      expect(await rows((school) => school.rescue("bundle-1"))).toEqual({ ...aRow, ...decided })
    })

    test("lose somebody's name by a word of its own, and nothing else by it", async () => {
      await rows(async (school) => {
        await school.putRescue(aRow)
        await school.putRescue({ ...aRow, id: "bundle-2" })
        await school.replaceBundle("bundle-1", "b3RoZXI")
        await school.replaceBundle("bundle-9", "b3RoZXI")
      })
      expect(await rows((school) => school.rescue("bundle-1"))).toEqual({
        ...aRow,
        bundle: "b3RoZXI",
      })
      expect(await rows((school) => school.rescue("bundle-2"))).toEqual({ ...aRow, id: "bundle-2" })
      expect(await rows((school) => school.rescue("bundle-9"))).toBeUndefined()
    })

    test("are listed without their content, the newest first", async () => {
      const { bundle: _bundle, ...entry } = aRow
      await rows(async (school) => {
        await school.putRescue(aRow)
        await school.putRescue({ ...aRow, id: "bundle-2", cameAt: 3_000 })
        await school.putRescue({ ...aRow, id: "bundle-3", cameAt: 2_000, cameFrom: null })
      })
      const listed = await rows((school) => school.rescues(2))
      expect(listed).toEqual([
        { ...entry, id: "bundle-2", cameAt: 3_000 },
        { ...entry, id: "bundle-3", cameAt: 2_000, cameFrom: null },
      ])
    })

    test("that wait are counted by who brought them", async () => {
      await rows(async (school) => {
        await school.putRescue(aRow)
        await school.putRescue({ ...aRow, id: "bundle-2", state: "taken" })
        await school.putRescue({ ...aRow, id: "bundle-3", cameFrom: "vera" })
      })
      expect(await rows((school) => school.rescuesWaitingFrom("boris"))).toBe(1)
      expect(await rows((school) => school.rescuesWaitingFrom("anna"))).toBe(0)
    })

    test("of one school are unknown to another", async () => {
      await rows((school) => school.putRescue(aRow))
      expect(await rows((school) => school.rescue("bundle-1"), theirs)).toBeUndefined()
      expect(await rows((school) => school.rescues(9), theirs)).toEqual([])
      await rows((school) => school.putRescue({ ...aRow, ops: 1 }), theirs)
      expect((await rows((school) => school.rescue("bundle-1")))?.ops).toBe(34)
    })
  })
}
