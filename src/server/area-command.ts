import { randomBytes } from "node:crypto"
import { mkdirSync } from "node:fs"
import { parseArgs } from "node:util"

import type { InvitationAnswer } from "#/sync/api.ts"

import { createArea, inviteCoordinators, listAreas } from "./areas.ts"
import { asCommand } from "./command.ts"
import { databasePlace } from "./config.ts"
import { databaseIn } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import type { Services } from "./services.ts"
import { createSqliteStore } from "./sqlite-store.ts"
import type { Store } from "./store.ts"

const usage = `Города и регионы: кто видит свод по школам

  npm run area -- new "Приреченск" [--coordinator "ФИО"] [--under <номер региона>]
  npm run area -- new "Заречный край" --region [--coordinator "ФИО"]
  npm run area -- list
  npm run area -- link <номер>   новые ссылки для входа координаторов

  --data <папка>, --origin <адрес>: как у сервера; DATABASE_URL: PostgreSQL`

const options = {
  data: { type: "string" },
  origin: { type: "string" },
  coordinator: { type: "string" },
  under: { type: "string" },
  region: { type: "boolean" },
} as const

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [order, name] = positionals
  const isWhole = order === "list" || ((order === "new" || order === "link") && name !== undefined)
  if (!isWhole) {
    console.log(usage)
    return
  }
  const services = await openServices(values.data ?? process.env["DATA_FOLDER"] ?? "data")
  const origin = values.origin ?? process.env["ORIGIN"] ?? "http://localhost:8080"
  try {
    if (order === "list") await list(services)
    else if (order === "link") await link(services, { area: name ?? "", origin })
    else {
      const made = await createArea(services, {
        kind: values.region === true ? "region" : "municipality",
        name: name ?? "",
        coordinator: values.coordinator ?? "Координатор",
        under: values.under,
      })
      if (made === undefined) throw new DatabaseRefused(`региона «${values.under}» здесь нет`)
      console.log(`Создано, номер ${made.id}`)
      print(made.invitation, origin)
    }
  } finally {
    await services.store.close()
  }
}

async function list(services: Services): Promise<void> {
  for (const { id, kind, name } of await listAreas(services)) {
    console.log(`${id}  ${kind === "region" ? "регион" : "город"}  ${name}`)
  }
}

async function link(
  services: Services,
  { area, origin }: { readonly area: string; readonly origin: string },
): Promise<void> {
  const known = await listAreas(services)
  if (!known.some(({ id }) => id === area)) throw new DatabaseRefused(`«${area}» здесь нет`)
  for (const invitation of await inviteCoordinators(services, area)) print(invitation, origin)
}

function print({ token }: InvitationAnswer, origin: string): void {
  const url = `${new URL(origin).origin}/join#${token}`
  console.log(`Ссылка для входа координатора, на семь дней и на один раз: ${url}`)
}

async function openServices(data: string): Promise<Services> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  return {
    store: await openStore(data),
    nowMs: () => Date.now(),
    randomBytes: (size) => randomBytes(size),
    log: () => undefined,
    assets: null,
    behindTls: false,
  }
}

async function openStore(data: string): Promise<Store> {
  const database = databasePlace(process.env)
  if (database === "wrong") {
    throw new DatabaseRefused("DATABASE_URL: postgres://роль:пароль@машина:5432/база")
  }
  if (database === undefined) return createSqliteStore(databaseIn(data))
  const { createPostgresStore } = await import("./postgres-store.ts")
  return createPostgresStore(database)
}

process.umask(0o077)
await asCommand("Не получилось", run)
