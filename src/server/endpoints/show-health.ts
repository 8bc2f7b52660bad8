import { answer, type Call, type Outcome } from "#/server/call.ts"
import { protocolVersion } from "#/sync/limits.ts"

interface Health {
  ok: true
  protocol: number
  epoch: number
}

/** Answers from the database, so that a watchdog sees when it cannot be read. */
export async function showHealth({ services }: Call<unknown>): Promise<Outcome<Health>> {
  const epoch = await services.store.transaction((tx) => tx.door.epoch())
  return answer({ ok: true, protocol: protocolVersion, epoch })
}
