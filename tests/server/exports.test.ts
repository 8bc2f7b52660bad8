import { describe, expect, test } from "vitest"

import { mintScope, serverHand } from "#/server/scope.ts"
import { exportApi } from "#/sync/export-api.ts"

import { Server, type Client, type Tablet } from "./a-server.ts"

const note = { id: "note-1", at: 1_000, what: "class-list", how: "file", pupils: 27 } as const

async function aSchool() {
  const server = new Server()
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator")
  const boris = await head.hire("Борис", "navigator")
  await anna.sync()
  await boris.sync()
  return { server, head, anna, boris }
}

function tell({ client }: Tablet, device: string, notes: readonly unknown[]) {
  return client.send(exportApi.noteExports.path, { device, notes })
}

async function exportsIn(server: Server, head: Client) {
  const { school } = await head.session()
  const scope = mintScope({ school: school.id, person: serverHand })
  const all = await server.services.store.transaction((tx) => tx.school(scope).auditAfter(0, 1_000))
  return all
    .filter(({ what }) => what === "exported")
    .map(({ person, device, detail }) => ({ person, device, detail }))
}

describe("lists that have left a tablet", () => {
  test("stand in the journal of access with kind, way and count, under person and tablet", async () => {
    const { server, head, anna } = await aSchool()
    const printed = { ...note, id: "note-2", what: "register", how: "print" }

    const { body } = await tell(anna, anna.device, [note, printed])

    expect(body).toEqual({ noted: 2 })
    const { at: made, ...rest } = note
    expect(await exportsIn(server, head)).toEqual([
      { person: anna.person, device: anna.device, detail: { ...rest, made } },
      {
        person: anna.person,
        device: anna.device,
        detail: { ...rest, id: "note-2", what: "register", how: "print", made },
      },
    ])
  })

  test("are written down once, however often they are told, within one request too", async () => {
    const { server, head, anna, boris } = await aSchool()
    await tell(anna, anna.device, [note, note])
    expect((await tell(anna, anna.device, [note])).body).toEqual({ noted: 1 })
    expect(await exportsIn(server, head)).toHaveLength(1)
    // The same id of another person is another list.
    await tell(boris, boris.device, [note])
    expect(await exportsIn(server, head)).toHaveLength(2)
  })

  test("name no tablet that is somebody else's", async () => {
    const { server, head, anna, boris } = await aSchool()
    await tell(anna, boris.device, [note])
    await tell(anna, "unheard-of", [{ ...note, id: "note-2" }])
    expect((await exportsIn(server, head)).map(({ device }) => device)).toEqual([null, null])
  })

  test.each([
    ["a kind that is a word of one's own", { ...note, what: "Петров Илья" }],
    ["a value more", { ...note, name: "Петров Илья" }],
    ["an id that is no id", { ...note, id: "Петров Илья" }],
    ["half a pupil", { ...note, pupils: 0.5 }],
  ])("are refused with %s", async (_, wrong) => {
    const { server, head, anna } = await aSchool()
    expect((await tell(anna, anna.device, [wrong])).body).toMatchObject({ error: "bad-request" })
    expect(await exportsIn(server, head)).toEqual([])
  })
})
