import { DatabaseSync } from "node:sqlite"
import { parentPort, workerData } from "node:worker_threads"

/** A second connection in a thread of its own: brings the log into the file while the first one dies. */
export interface CheckpointOrder {
  readonly file: string
  /** 0: not yet, 1: running, 2: done. */
  readonly state: Int32Array<SharedArrayBuffer>
}

const { file, state } = workerData as CheckpointOrder
const database = new DatabaseSync(file, { timeout: 5_000 })
database.exec("PRAGMA synchronous = FULL")
parentPort?.on("message", () => {
  Atomics.store(state, 0, 1)
  Atomics.notify(state, 0)
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
  Atomics.store(state, 0, 2)
})
parentPort?.postMessage("ready")
