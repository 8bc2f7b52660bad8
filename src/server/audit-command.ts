import { existsSync } from "node:fs"
import { parseArgs } from "node:util"

import { verifyAudit, type Chain } from "./audit.ts"
import { asCommand } from "./command.ts"
import { databasePlace } from "./config.ts"
import { databaseIn } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { mintScope, serverHand } from "./scope.ts"
import { sightOf } from "./sight.ts"
import { createSqliteStore } from "./sqlite-store.ts"
import type { Store } from "./store.ts"

const usage = `npm run audit -- verify [--data <папка>]                  цел ли журнал доступа
npm run audit -- who-saw --device <id> [--data <папка>]   чьи записи мог видеть планшет`

async function openStore(data: string): Promise<Store> {
  const database = databasePlace(process.env)
  if (database === "wrong")
    throw new DatabaseRefused("DATABASE_URL: postgres://роль:пароль@машина:5432/база")
  if (database !== undefined) {
    const { createPostgresStore } = await import("./postgres-store.ts")
    return createPostgresStore({ url: database.url })
  }
  const file = databaseIn(data)
  if (!existsSync(file)) throw new DatabaseRefused(`${file} не найден`)
  return createSqliteStore(file)
}

/** Says for each school whether its journal holds; false when one does not. */
async function verify(store: Store): Promise<boolean> {
  const chains = await verifyAudit(store)
  for (const chain of chains) console.log(lineOf(chain))
  return chains.every(({ broken }) => broken === undefined)
}

function lineOf({ school, links, end, broken }: Chain): string {
  if (broken === undefined) return `школа ${school}: записей ${links}, цепочка цела, конец ${end}`
  const how = broken.how === "missing" ? "записи нет" : "запись изменена"
  return `школа ${school}: цепочка нарушена на записи ${broken.place}: ${how}`
}

/** Times, feeds and pupils' ids: names are nobody's business on a server's screen. False when nobody knows the device. */
async function whoSaw(store: Store, device: string): Promise<boolean> {
  const day = (at: number | null): string =>
    at === null ? "по сей день" : new Date(at).toISOString()
  for (const school of await store.transaction(({ door }) => door.schools())) {
    const seen = await store.transaction(async (tx) => {
      const rows = tx.school(mintScope({ school, person: serverHand }))
      const known = await rows.device(device)
      return known && { ...(await sightOf(rows, known)), person: known.person }
    })
    if (seen === undefined) continue
    console.log(`школа ${school}, планшет ${device}, человек ${seen.person}`)
    for (const { feed, from, to } of seen.feeds)
      console.log(`лента ${feed}: ${day(from)} – ${day(to)}`)
    for (const { class: id, from, to, pupils } of seen.classes) {
      console.log(`класс ${id}: ${day(from)} – ${day(to)}, учеников ${pupils.length}`)
      for (const pupil of pupils) console.log(`  ${pupil}`)
    }
    for (const { class: id, from, to, pupils } of seen.results) {
      console.log(`ответы и рекомендации, класс ${id}: ${day(from)} – ${day(to)}`)
      for (const pupil of pupils) console.log(`  ${pupil}`)
    }
    return true
  }
  return false
}

if (import.meta.main) {
  process.umask(0o077)
  await asCommand("Не получилось", async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: "string", default: "data" }, device: { type: "string" } },
    })
    const [order] = positionals
    const { data, device } = values
    const isKnown = order === "verify" || (order === "who-saw" && device !== undefined)
    if (!isKnown) throw new DatabaseRefused(`нужен порядок\n${usage}`)
    const store = await openStore(data)
    try {
      const isWell = order === "verify" ? await verify(store) : await whoSaw(store, device ?? "")
      if (!isWell) process.exitCode = 1
      if (!isWell && order === "who-saw") console.error("Такого планшета сервер не знает.")
    } finally {
      await store.close()
    }
  })
}
