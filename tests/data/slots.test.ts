import { aJournal } from "#tests/support/journal.ts"
import { argonForTests } from "#tests/support/typed.ts"
import { afterEach, describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { changeSlots, escrowKept } from "#/data/change-slots.ts"
import { placeOf, type Journal } from "#/data/journal.ts"
import { keyOfBytes, keyOfTyped, unwrapFrom } from "#/data/slot-keys.ts"
import { beginPinTry, endRightTry, endWrongPin, pinTriesMax } from "#/data/slot-tries.ts"
import {
  hasWayBack,
  keyForServer,
  keyOfDevice,
  mayLock,
  newEscrowSlot,
  newPassphraseSlot,
  newPinSlot,
  newRecoverySlot,
  noSalt,
  readSlots,
  slotOf,
  type OpenKey,
} from "#/data/slots.ts"

const { typed, stretch } = argonForTests

async function openKey({ database }: Journal): Promise<OpenKey> {
  return {
    key: must(await keyOfDevice(database)),
    owner: (await placeOf(database)).id,
  }
}

afterEach(() => {
  vi.restoreAllMocks()
})

/** Every call of the browser's crypto takes some turns of the event loop: enough to close a transaction that waits. */
function slowCrypto(): void {
  for (const name of ["encrypt", "decrypt", "sign", "wrapKey", "unwrapKey", "deriveKey"] as const) {
    const quick: (...given: never[]) => Promise<unknown> = crypto.subtle[name].bind(crypto.subtle)
    vi.spyOn(crypto.subtle, name).mockImplementation((async (...given: never[]) => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
      return quick(...given)
    }) as never)
  }
}

describe("slots", () => {
  test("are wrapped and unwrapped outside of every transaction: a slow crypto loses nothing", async () => {
    const journal = await aJournal()
    const { database } = journal
    slowCrypto()
    const open = await openKey(journal)
    await changeSlots(journal, { put: await newPinSlot(open, typed("482916")) })
    const changed = await changeSlots(journal, {
      put: await newPassphraseSlot(open, typed("три синих вагона")),
    })
    expect(changed).toEqual({ kind: "changed", opensByItself: false, turned: true })
    const tried = await beginPinTry(database)
    if (tried.kind !== "judge") throw new Error(tried.kind)
    const { slot } = tried
    const by = await keyOfTyped("482916", { ...slot, stretch }, { owner: open.owner, slot: "pin" })
    expect(await unwrapFrom(slot, by, { owner: open.owner, use: "use" })).toBeDefined()
    await endRightTry(database, slot)
    expect((await slotOf(database, "pin"))?.tries).toBe(0)
  })

  test("open in no other seat: another kind's, another place's", async () => {
    const journal = await aJournal()
    const open = await openKey(journal)
    const code = "ACEHKMPTXY2345679ACEHKMPTXY23456"
    const slot = await newRecoverySlot(open, { code, confirmedAt: 1 })
    const bytes = new TextEncoder().encode(code)
    const opens = async (owner: string, kind: "recovery" | "passkey"): Promise<boolean> => {
      const by = await keyOfBytes(bytes, slot.salt, { owner, slot: kind })
      return (
        (await unwrapFrom({ ...slot, id: "recovery" }, by, { owner, use: "use" })) !== undefined
      )
    }
    expect(await opens(open.owner, "recovery")).toBe(true)
    expect(await opens(open.owner, "passkey")).toBe(false)
    expect(await opens("another-place", "recovery")).toBe(false)
  })

  test("of the server count once it has confirmed, and give back what it was sent", async () => {
    const journal = await aJournal("joined")
    const { database, vault } = journal
    const open = await openKey(journal)
    await changeSlots(journal, { put: await newPinSlot(open, typed("482916")) })
    const slot = await newEscrowSlot(open)
    await changeSlots(journal, { put: slot })
    expect(mayLock(await readSlots(database))).toBe(false)
    expect(await keyForServer(vault, slot)).toMatch(/^[\w-]{43}$/)
    await escrowKept(journal, slot, { at: 5, epoch: 1 })
    expect((await readSlots(database)).map(({ kind }) => kind).sort()).toEqual(["escrow", "pin"])
    const stranger = await keyOfBytes(new Uint8Array(32), noSalt, {
      owner: open.owner,
      slot: "escrow",
    })
    expect(await unwrapFrom(slot, stranger, { owner: open.owner, use: "use" })).toBeUndefined()
  })

  test("that were taken away while the server was asked do not come back", async () => {
    const journal = await aJournal("joined")
    const { database } = journal
    const slot = await newEscrowSlot(await openKey(journal))
    await changeSlots(journal, { put: slot })
    await changeSlots(journal, { remove: "escrow" })
    await escrowKept(journal, slot, { at: 5, epoch: 1 })
    expect(await slotOf(database, "escrow")).toBeUndefined()
  })

  test("never leave a place with a PIN alone", async () => {
    const journal = await aJournal()
    const { database } = journal
    const open = await openKey(journal)
    await changeSlots(journal, { put: await newPinSlot(open, typed("482916")) })
    expect(await changeSlots(journal, { remove: "device" })).toEqual({ kind: "last-way-back" })
    expect(await slotOf(database, "device")).toBeDefined()
    const slots = await readSlots(database)
    expect(hasWayBack(slots.filter(({ kind }) => kind === "pin"))).toBe(false)
  })

  test("count a try that another tab's new PIN has overtaken for nothing", async () => {
    const journal = await aJournal()
    const { database } = journal
    const open = await openKey(journal)
    await changeSlots(journal, { put: await newPinSlot(open, typed("482916")) })
    const tried = await beginPinTry(database)
    if (tried.kind !== "judge") throw new Error(tried.kind)
    await changeSlots(journal, { put: await newPinSlot(open, typed("715208")) })
    expect(await endWrongPin(database, tried.slot)).toBe(pinTriesMax)
    expect((await slotOf(database, "pin"))?.tries).toBe(0)
  })
})
