import type { App } from "#/server/app.ts"
import type { Store, Transaction } from "#/server/store.ts"
import { syncPath } from "#/sync/protocol.ts"

/** Who dies: the server's own process, the one of PostgreSQL that serves it, or all of PostgreSQL. */
export type Victim = "server" | "backend" | "cluster"

/** Who dies, and where, counted from the moment it is armed. */
export type Failpoint = { readonly victim: Victim } & Where

type Where =
  | {
      /** The `turn`-th transaction: not begun, its work done but not committed, committed but nobody told. */
      readonly kind: "before-transaction" | "before-commit" | "after-commit"
      readonly turn: number
    }
  /** After the `turn`-th call of the store's port, inside a transaction. */
  | { readonly kind: "in-transaction"; readonly turn: number }
  /** The answer to the `turn`-th sync is made, not a byte of it is sent. */
  | { readonly kind: "before-reply"; readonly turn: number }
  /** Of the answer to the `turn`-th sync this part (0 to 1) is on the wire. */
  | { readonly kind: "during-reply"; readonly turn: number; readonly part: number }
  /** The whole answer to the `turn`-th sync is on the wire. */
  | { readonly kind: "after-reply"; readonly turn: number }
  /** So long after the database began to bring its log into the file, after the `turn`-th commit. */
  | { readonly kind: "in-checkpoint"; readonly turn: number; readonly waitMicros: number }

export type FailpointKind = Failpoint["kind"]

export const failpointKinds: readonly FailpointKind[] = [
  "before-transaction",
  "in-transaction",
  "before-commit",
  "after-commit",
  "before-reply",
  "during-reply",
  "after-reply",
  "in-checkpoint",
]

/** How somebody dies: given by the process, so that the wrappers below know no signals. */
export interface Executioner {
  /** What this failpoint needs is put in place when it is armed: not at the start, which is timed. */
  readonly prepare: (failpoint: Failpoint) => Promise<void>
  readonly kill: (victim: Victim) => void
  readonly killInCheckpoint: (victim: Victim, waitMicros: number) => Promise<void>
}

/** The one armed failpoint of a server. */
export class Failpoints {
  readonly #executioner: Executioner
  #armed: Failpoint | undefined
  #left = 0

  constructor(executioner: Executioner) {
    this.#executioner = executioner
  }

  async arm(failpoint: Failpoint): Promise<void> {
    await this.#executioner.prepare(failpoint)
    this.#armed = failpoint
    this.#left = failpoint.turn
  }

  /** Whether a death is to come. */
  isArmed(): boolean {
    return this.#armed !== undefined
  }

  /** Told at every place that may be armed. */
  async reach(kind: FailpointKind): Promise<void> {
    const met = this.#met(kind)
    if (met === undefined) return
    if (met.kind !== "in-checkpoint") this.#executioner.kill(met.victim)
    else await this.#executioner.killInCheckpoint(met.victim, met.waitMicros)
  }

  /** The part of this answer after which the server dies, if it is its turn. */
  partOfReply(): number | undefined {
    const met = this.#met("during-reply") ?? this.#met("after-reply")
    if (met === undefined) return undefined
    return met.kind === "during-reply" ? met.part : 1
  }

  killServer(): void {
    this.#executioner.kill("server")
  }

  #met(kind: FailpointKind): Failpoint | undefined {
    if (this.#armed?.kind !== kind) return undefined
    this.#left -= 1
    if (this.#left > 0) return undefined
    const met = this.#armed
    this.#armed = undefined
    return met
  }
}

/** The real store, dying where it is told to. */
export function storeWithFailpoints(store: Store, points: Failpoints): Store {
  return {
    transaction: async (work, by) => {
      await points.reach("before-transaction")
      const result = await store.transaction(async (tx) => {
        const done = await work(watched(tx, points))
        await points.reach("before-commit")
        return done
      }, by)
      await points.reach("after-commit")
      await points.reach("in-checkpoint")
      return result
    },
    close: () => store.close(),
  }
}

function watched(tx: Transaction, points: Failpoints): Transaction {
  return {
    door: eachCall(tx.door, points),
    school: (scope) => eachCall(tx.school(scope), points),
  }
}

function eachCall<Port extends object>(port: Port, points: Failpoints): Port {
  return new Proxy(port, {
    get: (target, name, receiver): unknown => {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== "function") return member
      return async (...given: unknown[]): Promise<unknown> => {
        const answered: unknown = await Reflect.apply(member, target, given)
        await points.reach("in-transaction")
        return answered
      }
    },
  })
}

/** The real app, dying before or while it answers a sync. */
export function appWithFailpoints(app: App, points: Failpoints): App {
  return {
    ...app,
    fetch: async (request, address) => {
      const response = await app.fetch(request, address)
      if (new URL(request.url).pathname !== syncPath) return response
      await points.reach("before-reply")
      const part = points.partOfReply()
      return part === undefined ? response : cutShort(response, part, points)
    },
  }
}

/** So long the kernel is given to take what was written: after that the bytes arrive though the process is dead. */
const onTheWireMs = 5

async function cutShort(response: Response, part: number, points: Failpoints): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer())
  const sent = whole.subarray(0, Math.max(1, Math.floor(whole.length * part)))
  let isSent = false
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      if (isSent) return new Promise(() => undefined)
      isSent = true
      stream.enqueue(sent)
      setTimeout(() => points.killServer(), onTheWireMs)
      return undefined
    },
  })
  const headers = new Headers(response.headers)
  // Told in full, so that the tablet cannot take the part for the whole by its length alone.
  headers.set("content-length", String(whole.length))
  return new Response(body, { status: response.status, headers })
}
