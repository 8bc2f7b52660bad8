import * as v from "valibot"

import { deviceList, type DeviceList } from "#/sync/device-api.ts"

import { keepDraft, readDraft } from "./drafts.ts"
import type { Journal } from "./journal.ts"

/** Not typed by anybody, but it has to be sealed as what is: people name tablets after each other. */
const kept = "known-devices"

/** Keeps the school's tablets as the server last told them, for the days without a network. */
export async function keepDevices(journal: Journal, list: DeviceList): Promise<void> {
  await keepDraft(journal, kept, list)
}

/** The tablets as they were last told; null when they never were. */
export async function readDevices(journal: Journal): Promise<DeviceList | null> {
  const parsed = v.safeParse(deviceList, await readDraft(journal, kept))
  return parsed.success ? parsed.output : null
}
