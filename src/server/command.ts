import { DamagedCopy } from "./damaged-copy.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { DamagedDatabase } from "./database.ts"

/** Runs a command; what whoever typed it can mend is told in one line, and the exit code says that it failed. */
export async function asCommand(failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (fault) {
    const known = [DatabaseRefused, DamagedCopy, DamagedDatabase]
    if (!(fault instanceof Error) || !known.some((kind) => fault instanceof kind)) throw fault
    console.error(`${failure}: ${fault.message}`)
    process.exitCode = 1
  }
}
