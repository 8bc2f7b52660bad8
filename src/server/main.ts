import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"

import type { Role } from "#/domain/access.ts"

import { createApp } from "./app.ts"
import { openAssets } from "./assets.ts"
import { cleanAllBundles } from "./clean-bundles.ts"
import { readConfig, usage, type Config } from "./config.ts"
import { databaseIn, keyIn, markServed } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { fillDemo } from "./demo.ts"
import { nextEpoch } from "./epoch.ts"
import { eraseAgain } from "./erase-again.ts"
import { ledgerIn } from "./erasure-ledger.ts"
import { joinLinks, setupLink } from "./links.ts"
import { listen, type Listening } from "./listen.ts"
import { writeLog } from "./log.ts"
import { MigrationMismatch } from "./migrate.ts"
import { createNudges, type Nudges } from "./nudges.ts"
import { openAccounts } from "./open-accounts.ts"
import { resetFactorOf } from "./reset-factor.ts"
import type { Services } from "./services.ts"
import { createSqliteStore } from "./sqlite-store.ts"
import { logWithAdvice, storageAdvice } from "./storage-advice.ts"
import { storageTrouble } from "./storage-trouble.ts"
import { StoreUnavailable } from "./store-unavailable.ts"
import type { Store } from "./store.ts"
import { collectAllTombstones } from "./tombstones.ts"
import { keepUp } from "./upkeep.ts"

async function run(config: Config): Promise<void> {
  const { assets, data } = config
  if (assets !== null && !existsSync(join(assets, "index.html"))) {
    fail(`в папке «${assets}» нет собранного приложения: выполните «npm run build»`)
    return
  }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const services = await openServices(config)
  if (config.restored) await nextEpoch(services)
  const again = await eraseAgain(services)
  if (again > 0) console.log(`После восстановления имена стёрты снова, записей в книге: ${again}`)
  await cleanAllBundles(services)
  if (config.demo) await fillDemo(services)
  if (config.resetFactor !== undefined) {
    console.log(await resetFactorOf(services, config.resetFactor))
    await services.store.close()
    return
  }
  if (config.newHeadLink) {
    await printHeadLinks(services, config)
    await services.store.close()
    return
  }
  await collectAllTombstones(services)
  const heard = { ...services, nudges: await openNudges(config) }
  const stopUpkeep = await keepUp(heard, (fault) => complain(`уборка не удалась: ${nameOf(fault)}`))
  await serve(heard, config, stopUpkeep)
}

async function openServices(config: Config): Promise<Services> {
  const { assets, data, workerOff, behindTls } = config
  const store = await openStore(config)
  const { accounts, advice } = await openAccounts(store, config.keyFile ?? keyIn(data))
  for (const line of advice) complain(line)
  const kept = join(data, "assets-kept")
  return {
    store,
    accounts,
    nowMs: () => Date.now(),
    randomBytes: (size) => randomBytes(size),
    log: logWithAdvice(writeLog, { data, nowMs: () => Date.now(), say: complain }),
    assets:
      assets === null ? null : openAssets({ built: assets, kept, now: Date.now(), workerOff }),
    behindTls,
    ledger: ledgerIn(data),
  }
}

async function openStore({ database, data }: Config): Promise<Store> {
  if (database === undefined) return createSqliteStore(databaseIn(data))
  // Only now: a school with one file does not pay for PostgreSQL's client.
  const { createPostgresStore } = await import("./postgres-store.ts")
  return createPostgresStore(database)
}

async function openNudges({ database }: Config): Promise<Nudges> {
  if (database === undefined) return createNudges()
  const { PostgresNudges } = await import("./postgres-nudges.ts")
  return new PostgresNudges(database.url)
}

/** The kind of a fault and never its words: they may quote what somebody wrote. */
function nameOf(fault: unknown): string {
  return fault instanceof Error ? fault.name : "неизвестно что"
}

async function serve(services: Services, config: Config, stopUpkeep: () => void): Promise<void> {
  const listening = await listen(createApp(services), config)
  stopWhenAsked(services, config, { listening, stopUpkeep })
  const origin = originOf(config, listening.port)
  console.log(`Бортжурнал слушает ${config.host}:${listening.port}, открывайте ${origin}`)
  const setup = await setupLink(services, origin)
  if (setup !== undefined) console.log(`Первый запуск, ссылка для директора школы: ${setup}`)
  if (config.demo) await printDemoLinks(services, origin)
}

interface Running {
  readonly listening: Listening
  readonly stopUpkeep: () => void
}

/** Requests under way end, the database is closed, then the process: nothing has to be mended at the next start. */
function stopWhenAsked(services: Services, { data }: Config, running: Running): void {
  const { listening, stopUpkeep } = running
  const unmark = markServed(data)
  const stop = async (): Promise<void> => {
    stopUpkeep()
    await listening.stop()
    await services.nudges?.close()
    await services.store.close()
    unmark()
    process.exit(0)
  }
  process.once("SIGTERM", () => void stop())
  process.once("SIGINT", () => void stop())
}

function originOf({ origin }: Config, port: number): string {
  return origin ?? `http://localhost:${port}`
}

async function printHeadLinks(services: Services, config: Config): Promise<void> {
  const origin = originOf(config, config.port)
  for (const { url } of await joinLinks(services, origin, ({ role }) => role === "head")) {
    console.log(`Ссылка для входа директора, на семь дней и на один раз: ${url}`)
  }
}

async function printDemoLinks(services: Services, origin: string): Promise<void> {
  for (const { url, person } of await joinLinks(services, origin, () => true)) {
    console.log(`Вход в пример, ${demoRoles[person.role]}: ${url}`)
  }
}

const demoRoles: Readonly<Record<Role, string>> = {
  head: "директор",
  navigator: "навигатор",
  leader: "ведущий урока",
  partner: "площадка-партнёр",
  municipal: "координатор города",
  region: "координатор региона",
}

function fail(message: string): void {
  console.error(`Бортжурнал не запустился: ${message}`)
  process.exitCode = 1
}

function complain(advice: string): void {
  console.error(`Бортжурнал: ${advice}`)
}

/** What whoever starts the server can do about it; undefined when only its makers can. */
function adviceOn(fault: unknown, { data, database, port }: Config): string | undefined {
  if (fault instanceof DatabaseRefused) return fault.message
  const trouble = storageTrouble(fault)
  if (trouble !== undefined) return storageAdvice(trouble, data)
  if (fault instanceof StoreUnavailable) return `PostgreSQL не отвечает (${fault.code})`
  if (fault instanceof MigrationMismatch && database !== undefined) {
    return `таблицы в PostgreSQL сделаны другой версией программы (${fault.message}). Поставьте ту версию или верните копию`
  }
  if (fault instanceof MigrationMismatch) {
    return `база ${databaseIn(data)} сделана другой версией программы (${fault.message}). Поставьте ту версию или верните копию: npm run restore -- --data ${data} --from <файл копии>`
  }
  const isTaken = fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE"
  return isTaken ? `порт ${port} занят другой программой` : undefined
}

async function start(config: Config): Promise<void> {
  try {
    await run(config)
  } catch (fault) {
    const advice = adviceOn(fault, config)
    if (advice === undefined) throw fault
    fail(advice)
    process.exit()
  }
}

// Everything above is in place before the first line runs. Files are this user's alone.
process.umask(0o077)
const read = readConfig(process.argv.slice(2), process.env)
if (read.kind === "wrong") fail(read.message)
else if (read.config.help) console.log(usage)
else await start(read.config)
