import { aJournal } from "#tests/support/journal.ts"
import { contentOfPlace } from "#tests/support/place-content.ts"
import { argonForTests } from "#tests/support/typed.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { changeSlots, escrowKept } from "#/data/change-slots.ts"
import { openDatabase } from "#/data/database.ts"
import { keepDraft, readDraft } from "#/data/drafts.ts"
import { deviceRow, journalWith, openJournal, placeOf, type Journal } from "#/data/journal.ts"
import { nameOfKey } from "#/data/key-name.ts"
import { readOpenOps } from "#/data/outbox.ts"
import { readById } from "#/data/read.ts"
import { keepServerKey, signingSecret } from "#/data/rescue.ts"
import { keyOfTyped, unwrapFrom } from "#/data/slot-keys.ts"
import {
  keyForServer,
  keyOfDevice,
  newEscrowSlot,
  newPassphraseSlot,
  newPinSlot,
  newRecoverySlot,
  readSlots,
  slotOf,
  type OpenKey,
} from "#/data/slots.ts"
import { proofSeat, vaultOf } from "#/data/vault.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

const { typed, stretch } = argonForTests
const pin = "482916"
const code = { code: "ACEHKMPTXY2345679ACEHKMPTXY23456", confirmedAt: 1 }
const seeds = { nowMs: 1, random: (length: number) => new Uint8Array(length) }

const sevenB = recordIds.schoolClass({ year: 2026, grade: 7, letter: "Б" })
const pupilId = (place: number): string =>
  `01890000-0000-7000-8000-${String(place).padStart(12, "0")}`
const pupil = (place: number): Edit => ({
  id: pupilId(place),
  kind: "pupil",
  cells: { class: sevenB, last: `Петров${place}`, first: "Илья", status: "active" },
})

async function openKey({ database }: Journal): Promise<OpenKey> {
  return { key: must(await keyOfDevice(database)), owner: (await placeOf(database)).id }
}

/** A place in which everything that can be sealed is. */
async function fullPlace(count = 5): Promise<Journal> {
  const journal = await aJournal("joined")
  const { database, vault } = journal
  for (let place = 1; place <= count; place += 1) await write(journal, [pupil(place)], 2_000)
  await write(journal, [{ id: pupilId(1), kind: "pupil", cells: { last: "Петрова" } }], 3_000)
  await keepDraft(journal, "note", { text: "Савельев ушёл раньше" })
  await keepServerKey(journal, { key: "server-key", signing: "signing-secret", at: 7 })
  const staged = { feed: "school", rec: pupilId(9) }
  const ct = await vault.seal(
    { table: "staged", id: `school ${pupilId(9)}`, version: 0 },
    { rec: pupilId(9) },
  )
  await database.staged.put({ ...staged, ct })
  const proof = await vault.seal(proofSeat(1), "proof-secret")
  await database.meta.put({ ...(await placeOf(database)), session: { v: 1, proof } })
  return journal
}

/** Sets a PIN and a way back: the place stops opening by itself. */
async function protect(journal: Journal) {
  const open = await openKey(journal)
  await changeSlots(journal, { put: await newPinSlot(open, typed(pin)) })
  return changeSlots(journal, { put: await newRecoverySlot(open, code) })
}

async function keyByPin({ database }: Journal): Promise<CryptoKey> {
  const slot = must(await slotOf(database, "pin"))
  const { id: owner } = await placeOf(database)
  const by = await keyOfTyped(pin, { ...slot, stretch }, { owner, slot: "pin" })
  return must(await unwrapFrom(slot, by, { owner, use: "use" }), "the PIN opens")
}

/** The place as a fresh document finds it. */
async function reopened(journal: Journal): Promise<Journal> {
  const key = await keyByPin(journal)
  const { id: owner } = await placeOf(journal.database)
  return journalWith(journal.database, key, { owner, named: await nameOfKey(key) })
}

/** Every sealed value of the place with the seat it was sealed for, found without asking the code under test. */
async function sealedValues({ database }: Journal) {
  const [records, outbox, history, staged, drafts, meta, slots] = await Promise.all([
    database.records.toArray(),
    database.outbox.toArray(),
    database.history.toArray(),
    database.staged.toArray(),
    database.drafts.toArray(),
    database.meta.toArray(),
    readSlots(database),
  ])
  const at = (table: string, id: string, version: number, ct: ArrayBuffer | undefined) =>
    ct === undefined ? [] : [{ seat: { table, id, version }, ct }]
  return [
    ...records.flatMap((row) => at("records", row.id, row.v, row.ct)),
    ...outbox.flatMap((row) => at("outbox", String(row.n), row.v, row.ct)),
    ...history.flatMap((row) => at("history", row.rec, row.at, row.ct)),
    ...staged.flatMap((row) => at("staged", `${row.feed} ${row.rec}`, 0, row.ct)),
    ...drafts.flatMap((row) => at("drafts", row.id, row.v, row.ct)),
    ...meta.flatMap((row) => {
      if (row.key === "place") return at("meta", "proof", row.session?.v ?? 0, row.session?.proof)
      return row.key === "rescue" ? at("meta", "rescue", row.toldAt, row.signing) : []
    }),
    ...slots.flatMap((row) => (row.kind === "escrow" ? at("slots", "escrow", 1, row.sent) : [])),
  ]
}

/** So many values in a place are not plain data, whatever they are called: what the list above must not miss. */
async function countBuffers({ database }: Journal): Promise<number> {
  let found = 0
  const look = (value: unknown): void => {
    if (value instanceof ArrayBuffer) found += 1
    else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
      for (const part of Object.values(value)) look(part)
    }
  }
  for (const table of database.tables) {
    if (table.name !== "slots") look(await table.toArray())
  }
  return found
}

async function opensUnder(journal: Journal, key: CryptoKey): Promise<number> {
  const { id: owner } = await placeOf(journal.database)
  const vault = vaultOf(key, owner)
  const tried = (await sealedValues(journal)).map(async ({ seat, ct }) => {
    try {
      await vault.open(seat, ct)
      return 1
    } catch {
      return 0
    }
  })
  return (await Promise.all(tried)).filter((one) => one === 1).length
}

describe("when a place stops opening by itself", () => {
  test("everything sealed in it is sealed anew, and nothing of it opens by the key that the device's slot gave", async () => {
    const journal = await fullPlace()
    const first = must(await keyOfDevice(journal.database))
    await changeSlots(journal, { put: await newEscrowSlot(await openKey(journal)) })
    const before = await contentOfPlace(journal)
    const values = (await sealedValues(journal)).length
    // The slots' own wrappings are not counted, the server's key in its slot is.
    expect(await countBuffers(journal)).toBe(values - 1)
    expect(await opensUnder(journal, first)).toBe(values)

    expect(await protect(journal)).toEqual({ kind: "changed", opensByItself: false, turned: true })

    expect(await opensUnder(journal, first)).toBe(0)
    expect(await opensUnder(journal, await keyByPin(journal))).toBe(values)
    expect(await contentOfPlace(await reopened(journal))).toEqual(before)
    expect((await readSlots(journal.database)).map(({ kind }) => kind).sort()).toEqual([
      "escrow",
      "pin",
      "recovery",
    ])
  })

  test("the secrets beside the rows go on being what they were", async () => {
    const journal = await fullPlace()
    const escrow = await newEscrowSlot(await openKey(journal))
    await changeSlots(journal, { put: escrow })
    const forServer = await keyForServer(journal.vault, escrow)
    await protect(journal)

    const again = await reopened(journal)
    const { session } = await placeOf(again.database)
    expect(await again.vault.open(proofSeat(1), must(session?.proof))).toBe("proof-secret")
    expect(await signingSecret(again)).toBe("signing-secret")
    const slot = must(await slotOf(again.database, "escrow"))
    expect(await keyForServer(again.vault, slot)).toBe(forServer)
  })

  test("200 unsent changes keep their numbers, and the device its name and its counter", async () => {
    const journal = await fullPlace(199)
    await write(journal, [pupil(200)], 3_500)
    const before = await readOpenOps(journal)
    const device = await deviceRow(journal.database)
    expect(before.length).toBe(200)

    await protect(journal)

    const again = await reopened(journal)
    expect(await readOpenOps(again)).toEqual(before)
    expect(await deviceRow(again.database)).toMatchObject({ id: device.id, n: device.n })
    await write(again, [pupil(500)], 4_000)
    expect((await deviceRow(again.database)).n).toBe(device.n + 1)
  })

  test("the document that did it works on: what it read before and what it writes now", async () => {
    const journal = await fullPlace()
    const row = must(await journal.database.records.get(pupilId(2)))
    await protect(journal)

    expect(
      await journal.vault.open({ table: "records", id: row.id, version: row.v }, must(row.ct)),
    ).toMatchObject({ own: { last: { value: "Петров2" } } })
    await write(journal, [pupil(700)], 4_000)
    await keepDraft(journal, "note", { text: "и вернулся" })
    const again = await reopened(journal)
    expect((await readById(again, pupilId(700)))?.cells["last"]?.value).toBe("Петров700")
    expect(await readDraft(again, "note")).toEqual({ text: "и вернулся" })
  })

  test("the server's confirmation is enough for it, with nobody typing anything", async () => {
    const journal = await fullPlace()
    const open = await openKey(journal)
    const slot = await newEscrowSlot(open)
    await changeSlots(journal, { put: slot })
    const first = await changeSlots(journal, { put: await newPinSlot(open, typed(pin)) })
    expect(first).toEqual({ kind: "changed", opensByItself: true, turned: false })
    const before = await contentOfPlace(journal)

    const kept = await escrowKept(journal, slot, { at: 5, epoch: 1 })

    expect(kept).toEqual({ kind: "changed", opensByItself: false, turned: true })
    expect(await opensUnder(journal, open.key)).toBe(0)
    expect(await contentOfPlace(await reopened(journal))).toEqual(before)
  })

  test("a row that nobody can open any more keeps nobody from having a PIN", async () => {
    const journal = await fullPlace()
    const row = must(await journal.database.records.get(pupilId(3)))
    await journal.database.records.put({ ...row, ct: new ArrayBuffer(40) })

    expect(await protect(journal)).toMatchObject({ turned: true })
    expect((await readById(await reopened(journal), pupilId(2)))?.cells["last"]?.value).toBe(
      "Петров2",
    )
  })
})

describe("another tab of the place", () => {
  async function anotherTab(journal: Journal): Promise<{ tab: Journal; told: string[] }> {
    const told: string[] = []
    const opening = await openDatabase(journal.database.name, {
      onTrouble: ({ kind }) => told.push(kind),
    })
    if (opening.kind !== "open") throw new Error(opening.kind)
    return { tab: await openJournal(opening.database, "joined", seeds), told }
  }

  test("that writes while everything is being sealed loses nothing by it", async () => {
    const journal = await fullPlace()
    const { tab } = await anotherTab(journal)
    const open = await openKey(journal)
    await changeSlots(journal, { put: await newPinSlot(open, typed(pin)) })
    const slot = await newRecoverySlot(open, code)

    const turning = changeSlots(journal, { put: slot })
    await write(tab, [pupil(800)], 5_000)
    await keepDraft(tab, "other", { text: "в другом окне" })
    expect(await turning).toMatchObject({ kind: "changed", opensByItself: false })

    const again = await reopened(journal)
    const isSaved = (await readById(again, pupilId(800)))?.cells["last"]?.value
    expect(isSaved).toBe("Петров800")
    expect(await readDraft(again, "other")).toEqual({ text: "в другом окне" })
  })

  test("that holds the former key saves nothing under it, says so, and lets go", async () => {
    const journal = await fullPlace()
    const { tab, told } = await anotherTab(journal)
    await protect(journal)
    const before = await contentOfPlace(await reopened(journal))

    expect(await write(tab, [pupil(900)], 5_000)).toEqual({ kind: "closed" })

    expect(told).toEqual(["outdated"])
    expect(await keepDraft(tab, "late", { text: "поздно" })).toBe("closed")
    expect(await contentOfPlace(await reopened(journal))).toEqual(before)
  })

  test("puts no slot that was made for the former key", async () => {
    const journal = await fullPlace()
    const open = await openKey(journal)
    const late = await newPassphraseSlot(open, typed("три синих вагона"))
    await protect(journal)

    expect(await changeSlots(journal, { put: late })).toEqual({ kind: "stale" })
    expect(await slotOf(journal.database, "passphrase")).toBeUndefined()
  })
})

describe("slots of a build before the pairs of keys", () => {
  test("open as they did; with them the device's slot goes and the key stays", async () => {
    const journal = await fullPlace()
    const open = await openKey(journal)
    const slot = await newPinSlot(open, typed(pin))
    const seat = { owner: open.owner, slot: "pin" as const }
    const by = await keyOfTyped(pin, { ...slot, stretch }, seat)
    const bound = new TextEncoder().encode(`${open.owner}|slots|pin|1`)
    const how = { name: "AES-GCM", iv: slot.iv, additionalData: bound }
    const { pair: _pair, ...bare } = slot
    const wrapped = await crypto.subtle.wrapKey("raw", open.key, by, how)
    await journal.database.slots.put({ ...bare, wrapped })

    const changed = await changeSlots(journal, { put: await newRecoverySlot(open, code) })

    expect(changed).toEqual({ kind: "changed", opensByItself: false, turned: false })
    expect(await opensUnder(journal, await keyByPin(journal))).toBe(
      (await sealedValues(journal)).length,
    )
  })
})
