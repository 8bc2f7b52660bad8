import type { Edit } from "#/domain/record.ts"

import { dropCrumb, readCrumb } from "./crumb.ts"
import { isInstalled } from "./install.ts"
import { askForPersistence } from "./storage-state.ts"

/** The first mark of a register, or a lesson held: from here on there is something to lose. */
export function isLessonWork(edits: readonly Edit[]): boolean {
  return edits.some(({ kind, cells }) => {
    if (kind === "register") return Object.keys(cells).some((cell) => cell.startsWith("m:"))
    return kind === "activity" && cells["status"] === "held"
  })
}

let isAsked = false

/**
 * Asks the browser to keep the storage, after the first saved lesson and not before: a prompt at the first sight of
 * an app is refused, and a refusal is remembered. Asked once, and once more when the app has been installed.
 */
export async function keepStorageAfter(edits: readonly Edit[]): Promise<void> {
  if (isAsked || !isLessonWork(edits)) return
  isAsked = true
  const where = isInstalled() ? "installed" : "browser"
  const asked = readCrumb()?.askedToKeep
  if (asked === "installed" || asked === where) return
  dropCrumb({ askedToKeep: where })
  await askForPersistence()
}
