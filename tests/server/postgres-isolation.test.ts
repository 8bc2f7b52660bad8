import { readFileSync } from "node:fs"

import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"
import type pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { newDevice } from "#/server/devices.ts"
import { connectAlone } from "#/server/postgres-pool.ts"
import { checkPlace, prepareDatabase } from "#/server/postgres-schema.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { mintScope } from "#/server/scope.ts"
import type { Store } from "#/server/store.ts"

const ours = mintScope({ school: "ours", person: "anna" })
const theirs = mintScope({ school: "theirs", person: "vera" })
const cell = { value: "Ершов", op: "d.1", by: "anna", at: 1, seq: 1, past: [] }

let database: TestDatabase
let store: Store
const clients: pg.Client[] = []

async function as(url: string): Promise<pg.Client> {
  const client = await connectAlone(url)
  clients.push(client)
  return client
}

async function count(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(sql)
  return rows[0]?.count ?? -1
}

/** Every table that has a school in it, whoever added it. */
async function tablesOfSchools(): Promise<readonly string[]> {
  const admin = await as(database.adminUrl)
  const { rows } = await admin.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Two schools with a row in each table. */
async function furnish(): Promise<void> {
  for (const scope of [ours, theirs]) {
    const { school, person } = scope
    await store.transaction(async (tx) => {
      await tx.door.addSchool(school)
      const rows = tx.school(scope)
      await rows.putRecord({
        id: "r",
        kind: "pupil",
        cells: { last: cell },
        seq: 1,
        author: person,
        parent: null,
      })
      await rows.putPlace({ rec: "r", feed: "f", seq: 1, joined: 1, left: false })
      await rows.putDevice({ ...newDevice("d", person, 1), last: 1 })
      await rows.setLessons("a", [{ activity: "a", class: "c", leader: person }])
      const receipt = { n: 1, verdict: "applied", seq: 1 } as const
      await rows.addOp({
        device: "d",
        n: 1,
        rec: "r",
        kind: "pupil",
        values: {},
        bodyHash: "h",
        receipt,
        by: person,
        at: 1,
      })
      const keyed = { school, person, keyId: "k" }
      await rows.putPassphrase({ ...keyed, salt: "s", hash: "h", setAt: 1 })
      await rows.putKeptKey({ ...keyed, vault: "v", sealed: "x", keptAt: 1 })
      await rows.putFactor({ ...keyed, secret: null, pending: null, lastStep: 0, codes: [] })
      const alone = { parent: null, since: null, codeHash: null, codeUntil: null } as const
      await rows.putOrganisation({ ...alone, kind: "school" })
      await rows.putRescue({
        id: "b",
        cameAt: 1,
        cameFrom: null,
        person,
        device: "d",
        madeAt: 1,
        ops: 1,
        about: {},
        why: "revoked",
        state: "waiting",
        decidedAt: null,
        decidedBy: null,
        bundle: "x",
      })
      await rows.audit({ at: 1, person, device: null, what: "set-up", detail: {} })
      await tx.door.putSession({
        id: "s",
        school,
        person,
        tokenHash: `token of ${school}`,
        tokenSince: 1,
        formerHash: null,
        formerUntil: null,
        seenAt: 1,
        ended: "no",
        proofHash: null,
        openedAt: null,
        openedBy: null,
        steppedUpAt: null,
      })
      await tx.door.putInvitation({
        id: "i",
        school,
        person,
        tokenHash: `invited to ${school}`,
        codeHash: `code of ${school}`,
        expiresAt: 1,
        usedAt: null,
        attemptHash: null,
        session: null,
        withdrawn: false,
      })
    })
  }
}

beforeAll(async () => {
  database = await aDatabase()
  store = await createPostgresStore(database)
  await furnish()
})
afterAll(async () => {
  await store.close()
  await Promise.all(clients.map((client) => client.end()))
})

describe("row-level security", () => {
  test("is enabled and forced on every table with a school, and each such key begins with the school", async () => {
    const admin = await as(database.adminUrl)
    const names = await tablesOfSchools()
    expect(names.length).toBeGreaterThan(11)
    for (const name of names) {
      const { rows } = await admin.query(
        "SELECT relrowsecurity::text AS enabled, relforcerowsecurity::text AS forced FROM pg_class WHERE oid = $1::text::regclass",
        [name],
      )
      expect({ name, ...rows[0] }).toEqual({ name, enabled: "true", forced: "true" })
      const { rows: keys } = await admin.query(
        `SELECT a.attname::text AS first FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = $1::text::regclass AND i.indisprimary`,
        [name],
      )
      expect({ name, keys }).toEqual({ name, keys: [{ first: "school" }] })
    }
  })

  test("shows a school's rows to whoever has named the school, and to nobody else, the owner included", async () => {
    for (const url of [database.url, database.ownerUrl]) {
      const client = await as(url)
      for (const name of await tablesOfSchools()) {
        // What the owner may not even do is as good as an empty answer.
        const sees = (): Promise<number> => count(client, `SELECT count(*) FROM ${name}`)
        await client.query("BEGIN")
        expect([name, await sees()]).toEqual([name, 0])
        await client.query("SELECT set_config('app.school', 'ours', true)")
        expect([name, await sees()]).toEqual([name, 1])
        expect(await count(client, `SELECT count(*) FROM ${name} WHERE school = 'theirs'`)).toBe(0)
        await client.query("SELECT set_config('app.school', 'forged', true)")
        expect([name, await sees()]).toEqual([name, 0])
        await client.query("COMMIT")
        expect([name, await sees()]).toEqual([name, 0])
      }
    }
  })

  test("lets nobody write into another school", async () => {
    const client = await as(database.url)
    await client.query("BEGIN")
    await client.query("SELECT set_config('app.school', 'ours', true)")
    const changed = await client.query("UPDATE record SET cells = '{}' WHERE school = 'theirs'")
    expect(changed.rowCount).toBe(0)
    await expect(client.query("UPDATE record SET school = 'theirs'")).rejects.toThrow(
      "row-level security",
    )
    await client.query("ROLLBACK")
    await client.query("BEGIN")
    await client.query("SELECT set_config('app.school', 'ours', true)")
    await expect(
      client.query("INSERT INTO lesson (school, activity, class) VALUES ('theirs', 'x', 'y')"),
    ).rejects.toThrow("row-level security")
    await client.query("ROLLBACK")
  })

  test("holds in a view, too, whoever made it", async () => {
    const owner = await as(database.ownerUrl)
    const admin = await as(database.adminUrl)
    await owner.query("CREATE VIEW plain AS SELECT * FROM record")
    await owner.query("GRANT SELECT ON plain TO school")
    await admin.query("CREATE VIEW invoked WITH (security_invoker) AS SELECT * FROM record")
    await admin.query("CREATE VIEW leaking AS SELECT * FROM record")
    await admin.query("GRANT SELECT ON invoked, leaking TO school")
    const client = await as(database.url)
    expect(await count(client, "SELECT count(*) FROM plain")).toBe(0)
    expect(await count(client, "SELECT count(*) FROM invoked")).toBe(0)
    // So that the two above are known to say something: this is what a superuser's careless view does.
    expect(await count(client, "SELECT count(*) FROM leaking")).toBe(2)
    await owner.query("DROP VIEW plain")
    await admin.query("DROP VIEW invoked, leaking")
  })

  test("keeps no school from one transaction to the next on the same connection", async () => {
    const client = await as(database.url)
    await client.query("BEGIN")
    await client.query("SELECT set_config('app.school', 'ours', true)")
    await client.query("COMMIT")
    const { rows } = await client.query("SELECT current_setting('app.school', true) AS school")
    expect(rows).toEqual([{ school: "" }])
    for (let round = 0; round < 20; round += 1) {
      await store.transaction((tx) => tx.school(ours).record("r"))
      const found = await store.transaction((tx) => tx.school(theirs).devices())
      expect(found.map(({ person }) => person)).toEqual(["vera"])
    }
  })

  test("opens the door by the hash alone, one row at a time, and shuts it again", async () => {
    const client = await as(database.url)
    await client.query("BEGIN")
    const { rows } = await client.query("SELECT school_of_session('token of theirs') AS school")
    expect(rows).toEqual([{ school: "theirs" }])
    expect(await count(client, "SELECT count(*) FROM session")).toBe(0)
    const { rows: none } = await client.query("SELECT school_of_session('guessed') AS school")
    expect(none).toEqual([{ school: null }])
    await client.query("COMMIT")
  })
})

describe("the server's statements", () => {
  test("name the school, too, wherever a table has one", () => {
    const parts = ["rows", "known", "unsent", "door", "share", "transaction", "accounts"]
    const sources = parts.map((part) => readFileSync(`src/server/postgres-${part}.ts`, "utf8"))
    const statements = sources.flatMap(
      (source) =>
        source.match(
          /`(SELECT|INSERT|UPDATE|DELETE|WITH)[^`]*`|"(SELECT|INSERT|UPDATE|DELETE|WITH)[^"]*"/g,
        ) ?? [],
    )
    const ofSchools = statements.filter(
      (sql) => !/set_config|pg_advisory|school_of_| setting |(FROM|INTO) school\b/.test(sql),
    )
    expect(ofSchools.length).toBeGreaterThan(30)
    for (const sql of ofSchools) {
      expect(sql).toMatch(/school = \$1|\(school, [^]*(VALUES \(\$1|SELECT \$1)|head \(school\)/)
    }
  })
})

describe("the server's role", () => {
  test("cannot take the protection away, change the past or make tables", async () => {
    const client = await as(database.url)
    for (const forbidden of [
      "ALTER TABLE record DISABLE ROW LEVEL SECURITY",
      "ALTER TABLE record NO FORCE ROW LEVEL SECURITY",
      "DROP POLICY own_school ON record",
      "CREATE POLICY mine ON record USING (true)",
      "ALTER ROLE school BYPASSRLS",
      "SET ROLE keeper_of_school",
      "CREATE TABLE mine (x text)",
      "TRUNCATE record",
      // The values may be emptied by an erasure, the rest of an op by nobody.
      "UPDATE op SET verdict = 'applied'",
      "DELETE FROM op",
      "UPDATE audit SET person = 'nobody'",
      "DELETE FROM audit",
      "DELETE FROM head",
      "INSERT INTO migration VALUES ('x', 'y')",
    ]) {
      await expect(client.query(forbidden)).rejects.toThrow(
        /permission denied|must be (owner|superuser)|not owner/,
      )
    }
  })

  test("must not be one that passes row-level security by: the server does not start", async () => {
    await expect(checkPlace(database.ownerUrl)).rejects.toThrow("владелец таблиц")
    await expect(checkPlace(database.adminUrl)).rejects.toThrow("суперпользователь")
  })

  test("without tables is told who makes them; the owner's address makes them, twice does no harm", async () => {
    const admin = await as(database.adminUrl)
    await admin.query("CREATE DATABASE bare OWNER keeper_of_school")
    const [url, ownerUrl] = [database.url, database.ownerUrl].map((written) =>
      written.replace(/\/[^/]*$/, "/bare"),
    )
    if (url === undefined || ownerUrl === undefined) throw new Error("no address")
    await expect(checkPlace(url)).rejects.toThrow("DATABASE_OWNER_URL")
    await Promise.all([prepareDatabase(ownerUrl, url), prepareDatabase(ownerUrl, url)])
    await checkPlace(url)
    await (await as(ownerUrl)).query("UPDATE migration SET checksum = 'other'")
    await expect(checkPlace(url)).rejects.toThrow("was changed after it had run")
  })

  test("that cannot get in is told why, and the password is not repeated", async () => {
    const wrong = (from: string | RegExp, to: string): Promise<string> =>
      checkPlace(database.url.replace(from, to)).then(
        () => "it got in",
        (fault: unknown) => String(fault),
      )
    expect(await wrong(":school@", ":s3cret@")).toContain("роль или пароль не подходят")
    expect(await wrong(/\/[^/]*$/, "/nowhere")).toContain("такой базы нет")
    expect(await wrong(/127\.0\.0\.1:\d+/, "127.0.0.1:1")).toContain("никто не отвечает")
    for (const told of [await wrong(":school@", ":s3cret@"), await wrong(/:\d+\//, ":1/")]) {
      expect(told).not.toMatch(/s3cret|:school@/)
    }
  })
})

describe("two schools", () => {
  test("do not wait for each other", async () => {
    let end: () => void = () => undefined
    const held = new Promise<void>((resolve) => (end = resolve))
    const holding = store.transaction(async (tx) => {
      await tx.school(ours).lock()
      await held
    })
    const head = await store.transaction((tx) => tx.school(theirs).lock())
    expect(head.seq).toBe(0)
    end()
    await holding
  })

  test("are served while more than a process has connections wait for a third", async () => {
    let end: () => void = () => undefined
    const held = new Promise<void>((resolve) => (end = resolve))
    const holding = store.transaction(async (tx) => {
      await tx.school(ours).lock()
      await held
    })
    const waiting = Array.from({ length: 60 }, (_, index) =>
      store.transaction<unknown>((tx) =>
        index % 2 === 0 ? tx.door.session("token of ours") : tx.school(ours).devices(),
      ),
    )
    expect(await store.transaction((tx) => tx.school(theirs).devices())).toHaveLength(1)
    end()
    await Promise.all([holding, ...waiting])
  })
})
