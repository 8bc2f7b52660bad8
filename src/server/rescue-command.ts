import { randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { parseArgs } from "node:util"

import type { RescueOutcome } from "#/sync/rescue-api.ts"
import { openByCode, readSealed, sealRescue } from "#/sync/rescue-seal.ts"
import { bundleInText } from "#/sync/rescue-text.ts"

import { cleanBundles } from "./clean-bundles.ts"
import { storeOfCommand } from "./command-store.ts"
import { asCommand } from "./command.ts"
import { keyIn } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { openAccounts } from "./open-accounts.ts"
import { openBundle, readContents, receiveBundle, type BundleRead } from "./rescue-intake.ts"
import { rescueKeysOf } from "./rescue-keys.ts"
import { mintScope, serverHand } from "./scope.ts"
import type { Services } from "./services.ts"

/** What is served to nobody: only the database, the clock and the key are used. */
async function servicesOf(data: string): Promise<Services> {
  const store = await storeOfCommand(data)
  const keyFile = process.env["BORTZHURNAL_KEY_FILE"] || keyIn(data)
  // A key made here would open nothing that was ever sealed.
  const opened = existsSync(keyFile) ? await openAccounts(store, keyFile) : undefined
  return {
    store,
    nowMs: () => Date.now(),
    randomBytes: (size) => randomBytes(size),
    log: () => undefined,
    assets: null,
    behindTls: false,
    accounts: opened?.accounts,
  }
}

/** A bundle from a file, opened with the server's key or with the code that its tablet showed. */
async function readBundle(
  services: Services,
  bytes: Uint8Array,
  code: string | undefined,
): Promise<BundleRead> {
  if (code === undefined) return openBundle(services, bytes)
  const read = await readSealed(crypto, bytes)
  if (read.kind === "fault") return read
  const opened = await openByCode(crypto, read.sealed, code)
  if (opened.kind === "opened") {
    const { label } = read.sealed
    const { contents } = opened
    const serverKey = (await rescueKeysOf(services))?.publicKey
    // Should it have to wait for the head, nobody will have the code any more.
    const kept =
      serverKey === undefined ? bytes : await sealRescue(crypto, { label, contents }, { serverKey })
    return readContents({ id: label.id, bytes: kept, contents })
  }
  if (opened.fault === "wrong-code") throw new DatabaseRefused("код не от этого файла")
  return { kind: "fault", fault: opened.fault }
}

/** Takes a file in as if another teacher's tablet had brought it. */
export async function bringFile(
  services: Services,
  { text, code }: { readonly text: string; readonly code: string | undefined },
): Promise<RescueOutcome> {
  const bytes = bundleInText(text)
  if (bytes === undefined) return { kind: "fault", fault: "not-ours" }
  const read = await readBundle(services, bytes, code)
  if (read.kind === "fault") return read
  const { bundle } = read
  const { school } = bundle.rescue
  const outcome = await services.store.transaction<RescueOutcome>(async (tx) => {
    if (!(await tx.door.schools()).includes(school)) return { kind: "fault", fault: "foreign" }
    const scope = mintScope({ school, person: serverHand })
    const by = { scope, person: null, mayWrite: true, aside: false, vouches: code !== undefined }
    return receiveBundle(tx, services, { bundle, by })
  })
  if (outcome.kind !== "fault") await cleanBundles(services, school)
  return outcome
}

/** Counts only: names are nobody's business on a server's screen. */
function lineOf(outcome: RescueOutcome): string {
  switch (outcome.kind) {
    case "taken": {
      const { ops, known, applied, superseded, refused } = outcome
      return `Принято: изменений ${ops}, из них новых ${applied + superseded}, уже были ${known}, не приняты ${refused}`
    }
    case "kept":
      return `Отложено для директора (${outcome.why}): изменений ${outcome.ops}. Решение: Ещё, Спасти записи`
    case "fault":
      return `Не принято: ${faults[outcome.fault]}`
  }
}

const faults = {
  "not-ours": "это не спасательный файл",
  newer: "файл сделан более новой версией, обновите сервер",
  cut: "файл скопирован не целиком",
  damaged: "файл повреждён",
  foreign: "файл другой школы или сделан для другого сервера; если есть код, добавьте --code",
  "no-way": "у сервера нет ключа к этому файлу: добавьте --code",
} as const

if (import.meta.main) {
  process.umask(0o077)
  await asCommand("Не получилось", async () => {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "data" },
        file: { type: "string" },
        code: { type: "string" },
      },
    })
    const { data, file, code } = values
    if (file === undefined || !existsSync(file)) {
      throw new DatabaseRefused("npm run rescue -- --data <папка> --file <файл> [--code <код>]")
    }
    const services = await servicesOf(data)
    try {
      const outcome = await bringFile(services, { text: readFileSync(file, "utf8"), code })
      console.log(lineOf(outcome))
      if (outcome.kind === "fault") process.exitCode = 1
    } finally {
      await services.store.close()
    }
  })
}
