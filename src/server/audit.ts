import { hashOfLink } from "./columns.ts"
import { mintScope, serverHand, type Scope } from "./scope.ts"
import type { AuditRow, SchoolRows, Store } from "./store.ts"

const linksAtOnce = 1_000

/** Every link of a school's audit in its order, some at a time. */
export async function* readAudit(rows: Pick<SchoolRows, "auditAfter">): AsyncGenerator<AuditRow> {
  let place = 0
  for (;;) {
    const links = await rows.auditAfter(place, linksAtOnce)
    yield* links
    const last = links.at(-1)
    if (last === undefined) return
    place = Math.max(last.place, place + 1)
  }
}

export interface Chain {
  readonly school: string
  readonly links: number
  /** The hash of the last link: written down elsewhere, it shows that nothing was cut off the end. */
  readonly end: string
  /** The first place where the chain does not hold; undefined when it holds. */
  readonly broken?: {
    readonly place: number
    /** `missing`: there is no link of this number · `changed`: what stands there is not what was sealed. */
    readonly how: "missing" | "changed"
  }
}

/**
 * Walks the audit of every school from its first link and says where one is missing or was changed. What it cannot
 * see is that the last links were cut off: for that the end is told.
 */
export async function verifyAudit(store: Store): Promise<readonly Chain[]> {
  const chains: Chain[] = []
  for (const school of await store.transaction(({ door }) => door.schools())) {
    chains.push(await verifySchool(store, mintScope({ school, person: serverHand })))
  }
  return chains
}

async function verifySchool(store: Store, scope: Scope): Promise<Chain> {
  const { school } = scope
  // A transaction for each bundle: the server may go on meanwhile, for links are only ever added.
  const auditAfter: SchoolRows["auditAfter"] = (place, limit) =>
    store.transaction((tx) => tx.school(scope).auditAfter(place, limit))
  let [end, links] = ["", 0]
  for await (const link of readAudit({ auditAfter })) {
    if (link.place !== links + 1) {
      return { school, links, end, broken: { place: links + 1, how: "missing" } }
    }
    if (hashOfLink(end, link) !== link.hash) {
      return { school, links, end, broken: { place: link.place, how: "changed" } }
    }
    end = link.hash
    links += 1
  }
  return { school, links, end }
}
