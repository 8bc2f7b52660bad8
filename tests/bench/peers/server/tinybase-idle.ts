import { createMergeableStore } from "tinybase/mergeable-store"
import { createWsSynchronizer } from "tinybase/synchronizers/synchronizer-ws-client"

/** A client that came before and stays without asking for anything, see tinybase.ts. */
const synchronizer = await createWsSynchronizer(
  createMergeableStore(),
  new WebSocket(process.argv[2] ?? ""),
)
await synchronizer.startSync()
await synchronizer.stopSync()
process.on("disconnect", () => process.exit())
