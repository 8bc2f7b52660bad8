import { createHash } from "node:crypto"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { anId, Client, Server, Tablet } from "#tests/server/a-server.ts"

import { recordIds } from "#/domain/record-ids.ts"
import { createSchool } from "#/server/school.ts"
import type { Scope } from "#/server/scope.ts"
import { openSession } from "#/server/session.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { SchoolRows, Store, Transaction } from "#/server/store.ts"

/** Stands in every value of the other school and in nothing that is sent by us. */
export const secret = "Тайна чужой школы"
/** What a pupil of a colleague of our school answered. */
export const colleagueAnswer = "answer-of-a-colleagues-pupil"

export const ids = {
  ourClass: anId(7),
  colleagueClass: anId(9),
  theirClass: anId(8),
  theirPupil: anId(801),
  theirActivity: anId(802),
  colleaguePupil: anId(901),
  colleagueActivity: anId(902),
  ourPupil: anId(701),
  ourDiagnostic: anId(703),
  theirDiagnostic: anId(803),
  theirSitting: anId(804),
  colleagueDiagnostic: anId(903),
  colleagueSitting: anId(904),
  ourActivity: anId(702),
} as const

const tables = [
  "school",
  "device",
  "record",
  "feed",
  "lesson",
  "op",
  "session",
  "invitation",
  "passphrase",
  "kept_key",
  "factor",
  "audit",
] as const

/** A fault built in on purpose, so that the attack shows that it finds it. */
export type Planted = "writes-by-id-alone"

/** One server with our school and another one; we know all ids of the other one and hold a tablet of ours. */
export class TwoSchools {
  readonly server: Server
  readonly anna: Tablet
  readonly their: Tablet
  readonly colleague: Tablet
  readonly #folder: string
  readonly #rows: DatabaseSync
  readonly #theirSchool: string

  private constructor(parts: {
    server: Server
    folder: string
    theirSchool: string
    tablets: { anna: Tablet; their: Tablet; colleague: Tablet }
  }) {
    this.server = parts.server
    this.#folder = parts.folder
    this.#theirSchool = parts.theirSchool
    this.anna = parts.tablets.anna
    this.their = parts.tablets.their
    this.colleague = parts.tablets.colleague
    this.#rows = new DatabaseSync(join(parts.folder, "schools.sqlite"), { readOnly: true })
  }

  static async open(planted?: Planted): Promise<TwoSchools> {
    const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "forged-"))
    const real = createSqliteStore(join(folder, "schools.sqlite"))
    const server = new Server({ store: planted === undefined ? real : writingByIdAlone(real) })
    const head = await server.found()
    const anna = await head.hire("Анна", "navigator", [ids.ourClass])
    const colleague = await head.hire("Вера", "navigator", [ids.colleagueClass])
    const second = await server.services.store.transaction(async (tx) => {
      const scope = await createSchool(tx, server.services, {
        schoolName: secret,
        name: secret,
      })
      return { scope, session: await openSession(tx, server.services, { scope, by: "invitation" }) }
    })
    const theirHead = new Client(server)
    theirHead.cookie = `session=${second.session.token}`
    const their = await theirHead.hire(secret, "navigator", [ids.theirClass])
    await furnish(anna, { class: ids.ourClass, pupil: ids.ourPupil, activity: ids.ourActivity })
    await furnish(colleague, {
      class: ids.colleagueClass,
      pupil: ids.colleaguePupil,
      activity: ids.colleagueActivity,
    })
    await furnish(their, {
      class: ids.theirClass,
      pupil: ids.theirPupil,
      activity: ids.theirActivity,
    })
    await anna.sync([
      anna.op("activity", ids.ourDiagnostic, {
        kind: "diagnostic",
        day: "2026-10-12",
        classes: [ids.ourClass],
      }),
    ])
    await testOne(colleague, {
      class: ids.colleagueClass,
      pupil: ids.colleaguePupil,
      diagnostic: ids.colleagueDiagnostic,
      sitting: ids.colleagueSitting,
      answer: colleagueAnswer,
    })
    await testOne(their, {
      class: ids.theirClass,
      pupil: ids.theirPupil,
      diagnostic: ids.theirDiagnostic,
      sitting: ids.theirSitting,
      answer: "theirs",
    })
    const tablets = { anna, their, colleague }
    return new TwoSchools({ server, folder, theirSchool: second.scope.school, tablets })
  }

  /** All rows of the other school, in every table, as one sum. */
  digest(): string {
    const sum = createHash("sha256")
    for (const table of tables) {
      const key = table === "school" ? "id" : "school"
      const rows = this.#rows.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`)
      sum.update(JSON.stringify(rows.all(this.#theirSchool)))
    }
    return sum.digest("hex")
  }

  /** How many schools there are, and rows that belong to none of the two. */
  strays(): number {
    const rows = this.#rows.prepare("SELECT count(*) AS schools FROM school").get()
    return Number(rows?.["schools"]) - 2
  }

  /** Sittings of our school of pupils of whom nobody has ever noted that there is a consent. */
  ungated(): number {
    const found = this.#rows
      .prepare(
        `SELECT count(*) AS sittings FROM op AS sat
        WHERE sat.school <> ?1 AND sat.kind = 'sitting' AND sat.verdict = 'applied'
          AND json_extract(sat.cells, '$.answers') IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM op AS agreed
            WHERE agreed.school = sat.school AND agreed.kind = 'consent' AND agreed.verdict = 'applied'
              AND json_extract(agreed.cells, '$.status') = 'given'
              AND json_extract(agreed.cells, '$.pupil') = json_extract(sat.cells, '$.pupil'))`,
      )
      .get(this.#theirSchool)
    return Number(found?.["sittings"])
  }

  /** What the colleague's pupil answered, as it is stored: nobody else's to change. */
  colleagueSitting(): string {
    const found = this.#rows
      .prepare("SELECT cells FROM record WHERE school <> ? AND id = ?")
      .get(this.#theirSchool, ids.colleagueSitting)
    return JSON.stringify(found)
  }

  /** The value of a cell of ours as it is stored. */
  stores(token: string): boolean {
    const found = this.#rows
      .prepare("SELECT 1 FROM record WHERE school <> ? AND instr(cells, ?) > 0 LIMIT 1")
      .get(this.#theirSchool, token)
    return found !== undefined
  }

  async close(): Promise<void> {
    this.#rows.close()
    await this.server.services.store.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** A store that finds the row to write by its id and forgets to ask whose it is. */
function writingByIdAlone(store: Store): Store {
  const owners = new Map<string, Scope>()
  const rowsOf = (tx: Transaction, scope: Scope): SchoolRows => ({
    ...tx.school(scope),
    putRecord: async (record) => {
      const owner = owners.get(record.id) ?? scope
      owners.set(record.id, owner)
      await tx.school(owner).putRecord(record)
    },
  })
  return {
    transaction: (work, by) =>
      store.transaction((tx) => work({ ...tx, school: (scope) => rowsOf(tx, scope) }), by),
    close: () => store.close(),
  }
}

async function furnish(
  tablet: Tablet,
  made: { class: string; pupil: string; activity: string },
): Promise<void> {
  const { activity } = made
  const name = made.class === ids.theirClass ? secret : "Свой"
  await tablet.sync([
    tablet.op("class", made.class, { year: 2026, grade: 7, letter: "Б", teacher: name }),
    tablet.op("pupil", made.pupil, { class: made.class, last: name }),
    tablet.op("activity", activity, { classes: [made.class], kind: "lesson", note: name }),
    tablet.op("register", recordIds.register(activity), {
      activity,
      [`m:${made.pupil}`]: "present",
    }),
  ])
}

/** A diagnostic with a consent, a sitting and a recommendation. */
async function testOne(
  tablet: Tablet,
  made: { class: string; pupil: string; diagnostic: string; sitting: string; answer: string },
): Promise<void> {
  const { pupil, diagnostic, sitting, answer } = made
  const isTheirs = made.class === ids.theirClass
  const { receipts } = await tablet.sync([
    tablet.op("activity", diagnostic, {
      kind: "diagnostic",
      day: "2026-10-12",
      classes: [made.class],
    }),
    tablet.op("consent", recordIds.consent(pupil, "school"), {
      pupil,
      purpose: "school",
      status: "given",
      guardian: isTheirs ? secret : "Свой",
    }),
    tablet.op("sitting", sitting, {
      activity: diagnostic,
      pupil,
      instrument: "spheres",
      version: 1,
      startedAt: 1,
      seconds: 60,
      answers: { "item-1": answer },
    }),
    tablet.op("recommendation", recordIds.recommendation(diagnostic, pupil), {
      activity: diagnostic,
      pupil,
      nextStep: isTheirs ? secret : answer,
    }),
  ])
  if (receipts.some(({ verdict }) => verdict !== "applied")) throw new Error("nothing to attack")
}
