import { afterEach, beforeEach, describe, expect, test } from "vitest"

import type { AccountRows } from "#/server/account-rows.ts"
import { mintScope } from "#/server/scope.ts"
import type { Store } from "#/server/store.ts"

const ours = mintScope({ school: "school-1", person: "anna" })
const theirs = mintScope({ school: "school-2", person: "anna" })
const keyed = { school: ours.school, person: "anna", keyId: "key-1" }
const passphrase = { ...keyed, salt: "salt", hash: "hash", setAt: 5 }
const kept = { ...keyed, vault: "vault-1", sealed: "sealed", keptAt: 6 }
const factor = {
  ...keyed,
  secret: "in force",
  pending: null,
  lastStep: 58_000_000,
  codes: ["a", "b"],
}

/** What every store must do with accounts. */
export function accountsContract(name: string, open: () => Promise<Store>): void {
  describe(`the accounts in a store (${name})`, () => {
    let store: Store
    const rows = <Result>(
      work: (rows: AccountRows) => Promise<Result>,
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

    test("are not there before they are put", async () => {
      expect(await rows((school) => school.passphraseOf("anna"))).toBeUndefined()
      expect(await rows((school) => school.keptKey("anna", "vault-1"))).toBeUndefined()
      expect(await rows((school) => school.keptVaultsOf("anna"))).toEqual([])
      expect(await rows((school) => school.factorOf("anna"))).toBeUndefined()
    })

    test("come back as they were put last, already in the same transaction", async () => {
      await rows(async (school) => {
        await school.putPassphrase(passphrase)
        await school.putPassphrase({ ...passphrase, hash: "newer" })
        await school.putKeptKey(kept)
        await school.putKeptKey({ ...kept, sealed: "newer" })
        await school.putKeptKey({ ...kept, vault: "vault-2" })
        await school.putFactor(factor)
        await school.putFactor({ ...factor, pending: "shown", codes: [] })
        expect((await school.passphraseOf("anna"))?.hash).toBe("newer")
      })
      expect(await rows((school) => school.passphraseOf("anna"))).toEqual({
        ...passphrase,
        hash: "newer",
      })
      expect(await rows((school) => school.keptKey("anna", "vault-1"))).toEqual({
        ...kept,
        sealed: "newer",
      })
      expect(await rows((school) => school.keptVaultsOf("anna"))).toEqual(["vault-1", "vault-2"])
      expect(await rows((school) => school.factorOf("anna"))).toEqual({
        ...factor,
        pending: "shown",
        codes: [],
      })
    })

    test("are one school's and one person's: the same id elsewhere has none", async () => {
      await rows(async (school) => {
        await school.putPassphrase(passphrase)
        await school.putKeptKey(kept)
        await school.putFactor(factor)
      })
      expect(await rows((school) => school.passphraseOf("anna"), theirs)).toBeUndefined()
      expect(await rows((school) => school.keptKey("anna", "vault-1"), theirs)).toBeUndefined()
      expect(await rows((school) => school.keptVaultsOf("anna"), theirs)).toEqual([])
      expect(await rows((school) => school.factorOf("anna"), theirs)).toBeUndefined()
      expect(await rows((school) => school.keptKey("vera", "vault-1"))).toBeUndefined()
      await rows((school) => school.dropFactor("anna"), theirs)
      expect(await rows((school) => school.factorOf("anna"))).toEqual(factor)
      await rows((school) => school.dropFactor("anna"))
      expect(await rows((school) => school.factorOf("anna"))).toBeUndefined()
    })

    test("are found at the door by school and person, and for a school that there is not there is none", async () => {
      await rows((school) => school.putPassphrase(passphrase))
      const find = (school: string, person: string) =>
        store.transaction(({ door }) => door.passphrase(school, person))
      expect(await find("school-1", "anna")).toEqual(passphrase)
      expect(await find("school-2", "anna")).toBeUndefined()
      expect(await find("school-1", "nobody")).toBeUndefined()
      expect(await find("nowhere", "anna")).toBeUndefined()
    })
  })
}
