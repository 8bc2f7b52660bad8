import { readdirSync, readFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { createSchool } from "#/server/school.ts"
import { mintScope, type Scope } from "#/server/scope.ts"
import { openSession } from "#/server/session.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { api, pathOf } from "#/sync/api.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

describe("the right to a school's rows", () => {
  test("comes from the sign-in alone: one put together by hand opens nothing", async () => {
    const store = createSqliteStore(":memory:")
    const real = mintScope({ school: "one", person: "somebody" })
    for (const forged of [{ ...real }, structuredClone(real), Object.create(real) as unknown]) {
      const opening = store.transaction(async (tx) => tx.school(forged as Scope).lock())
      await expect(opening).rejects.toThrow("a scope comes from the sign-in")
    }
  })

  test("cannot be turned to another school once it is there", () => {
    const scope = mintScope({ school: "one", person: "somebody" })
    expect(() => Object.assign(scope, { school: "two" })).toThrow(TypeError)
  })

  test("is minted where somebody was recognised, and nowhere else", () => {
    const folder = "src/server"
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    const minting = files
      .filter((file) => file.endsWith(".ts") && file !== "scope.ts")
      .filter((file) => readFileSync(`${folder}/${file}`, "utf8").includes("mintScope("))

    expect(minting.sort()).toEqual([
      // Its own areas, and their members at the moment they are members.
      "areas.ts",
      // By whoever runs the server: each school's chain, and whose rows a device could see.
      "audit-command.ts",
      "audit.ts",
      // After an erasure and at the start: bundles of the school whose pupil it was.
      "clean-bundles.ts",
      // Reads a copy that nobody uses.
      "consistency.ts",
      "endpoints/look-at-invitation.ts",
      // Only when the passphrase was right.
      "endpoints/sign-in.ts",
      // At the start, by the book of erasures.
      "erase-again.ts",
      // By the calendar: results whose consent was withdrawn thirty days ago.
      "erase-results.ts",
      "invitations.ts",
      "links.ts",
      // A file that an operator brings; the school is the one that the opened bundle names.
      "rescue-command.ts",
      // By whoever runs the server.
      "reset-factor.ts",
      "school.ts",
      "session.ts",
      "tombstones.ts",
    ])
  })

  test("every statement about a school's rows names the school", () => {
    const source = ["rows", "accounts"]
      .map((part) => readFileSync(`src/server/sqlite-${part}.ts`, "utf8"))
      .join("\n")
    const statements = source.match(/["`](SELECT|INSERT|UPDATE|DELETE|WITH)[^"`]*["`]/g) ?? []
    expect(statements.length).toBeGreaterThan(25)
    for (const statement of statements) {
      expect(statement).toMatch(
        /school = \?|school = \?1|\(school,|school WHERE id = \?|UPDATE school SET .* WHERE id = \?/,
      )
    }
  })
})

/** Two schools on one server, each with a head and a navigator of a class with the same computed id. */
async function twoSchools(): Promise<{
  server: Server
  ours: Tablet
  theirs: Tablet
  theirHead: Client
}> {
  const server = new Server()
  const head = await server.found({ schoolName: "Школа № 1" })
  const second = await server.services.store.transaction(async (tx) => {
    const scope = await createSchool(tx, server.services, {
      schoolName: "Школа № 2",
      name: "Второй директор",
    })
    return openSession(tx, server.services, { scope, by: "invitation" })
  })
  const theirHead = new Client(server)
  theirHead.cookie = `session=${second.token}`
  const ours = await head.hire("Анна", "navigator")
  const theirs = await theirHead.hire("Вера", "navigator")
  return { server, ours, theirs, theirHead }
}

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })

describe("two schools on one server", () => {
  test("may have the same class, by the same computed id, and know nothing of each other", async () => {
    const { ours, theirs } = await twoSchools()
    for (const [tablet, teacher] of [
      [ours, "Наша"],
      [theirs, "Их"],
    ] as const) {
      await tablet.sync([
        tablet.op("class", class7, { year: 2026, grade: 7, letter: "А", teacher }),
      ])
    }
    const { pages } = await ours.sync([], [{ feed: classFeed(class7), cursor: 0 }])

    expect(pages[0]?.entries.map(({ cells }) => cells["teacher"]?.value)).toEqual(["Наша"])
  })

  test("ids of the other school are of no use: not in sync, not in the past, not among the people", async () => {
    const { ours, theirs, theirHead } = await twoSchools()
    await theirs.sync([
      theirs.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
      theirs.op("pupil", anId(101), { class: class7, last: "Чужой" }),
    ])
    const { pages, receipts } = await ours.sync(
      [ours.op("pupil", anId(101), { last: "Тронутый" })],
      [{ feed: classFeed(class7), cursor: 0 }],
    )
    expect(pages).toEqual([])
    expect(receipts).toMatchObject([{ verdict: "applied" }])
    expect((await ours.client.look(`${api.history.path}?rec=${class7}`)).status).toBe(404)
    const { person } = await ours.client.session()
    expect(
      (await theirHead.send(pathOf(api.changePerson, person.id), { revoke: true })).status,
    ).toBe(404)

    const told = await theirs.sync([], [{ feed: classFeed(class7), cursor: 0 }])
    const pupil = told.pages[0]?.entries.find(({ rec }) => rec === anId(101))
    expect(pupil?.cells["last"]?.value).toBe("Чужой")
  })

  test("number their changes each for itself", async () => {
    const { ours, theirs } = await twoSchools()
    const before = (await theirs.everything()).pages[0]?.top
    await ours.sync([ours.op("class", class7, { year: 2026, grade: 7, letter: "А" })])
    expect((await theirs.everything()).pages[0]?.top).toBe(before)
  })

  test("a device id of the other school tells nothing of that school", async () => {
    const { ours, theirs } = await twoSchools()
    await theirs.sync([theirs.op("class", class7, { year: 2026, grade: 7, letter: "А" })])
    const twin = new Tablet(ours.client, ours.person)
    twin.device = theirs.device
    expect((await twin.sync()).last).toBe(0)
  })
})
