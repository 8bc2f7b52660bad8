import { must } from "#/base/assert.ts"
import { markHeader, markValue } from "#/sync/headers.ts"
import { syncPath } from "#/sync/protocol.ts"

import type { Fate } from "./plan.ts"
import type { Posted, SimServer } from "./server.ts"
import { freshTurn } from "./turn.ts"

/** One round of requests of one tab, and what happens to them. */
export interface Errand {
  readonly server: SimServer
  readonly fates: readonly Fate[]
  /** An app too old for the server. */
  readonly isFormer: () => boolean
  readonly isDead: () => boolean
  cookie: () => string
  setCookie: (cookie: string) => void
  /** Told of every answer a server has given, whether it arrives or not. */
  readonly answered: (text: string, sent: string) => void
  /** The round now waits for an answer that comes at some later step. */
  readonly parked: () => void
  asked: number
}

interface Held {
  readonly errand: Errand
  readonly release: () => void
}

/** A `fetch` that obeys the plan. The app's own transport runs on top of it, marker and all. */
export class Network {
  readonly #errands = new Map<string, Errand>()
  #held: Held[] = []
  #late: (() => Promise<unknown>)[] = []
  #former = new WeakMap<SimServer, Posted>()
  requests = 0
  troubles = 0

  /** Binds a marker to the round that sends it: by it a request tells who it is. */
  expect(marker: string, errand: Errand): void {
    this.#errands.set(marker, errand)
  }

  readonly fetch = async (path: unknown, init?: RequestInit): Promise<Response> => {
    if (path !== syncPath || typeof init?.body !== "string") throw new Error("not a sync request")
    const request: { marker: string } = JSON.parse(init.body)
    const errand = must(this.#errands.get(request.marker), "a round sends its own marker")
    this.#errands.delete(request.marker)
    const body = errand.isFormer() ? JSON.stringify({ ...request, protocol: 0 }) : init.body
    const fate = errand.fates[errand.asked] ?? "well"
    errand.asked += 1
    this.requests += 1
    if (fate !== "well") this.troubles += 1
    const response = await this.#carry(errand, body, fate).catch(async (error: unknown) => {
      await freshTurn()
      throw error
    })
    await freshTurn()
    // A tablet that has died meanwhile hears nothing more.
    return errand.isDead() ? new Promise(() => undefined) : response
  }

  async #carry(errand: Errand, body: string, fate: Fate): Promise<Response> {
    switch (fate) {
      case "lost":
        throw new TypeError("the network is away")
      case "portal":
        return new Response("<html>Вход в сеть школы</html>", {
          headers: { "content-type": "text/html" },
        })
      case "busy":
        return new Response('{"error":"busy"}', {
          status: 503,
          headers: {
            "content-type": "application/json",
            [markHeader]: markValue,
            "retry-after": "7",
          },
        })
      case "late": {
        const cookie = errand.cookie()
        this.#late.push(() => this.#post(errand, body, cookie))
        throw new TypeError("no answer in time")
      }
      default:
        return this.#deliver(errand, await this.#post(errand, body, errand.cookie()), {
          fate,
          body,
        })
    }
  }

  async #deliver(
    errand: Errand,
    posted: Posted,
    { fate, body }: { readonly fate: Fate; readonly body: string },
  ): Promise<Response> {
    const former = this.#former.get(errand.server)
    this.#former.set(errand.server, posted)
    switch (fate) {
      case "unheard":
        throw new TypeError("the connection broke")
      case "cut":
        return responseOf(posted, posted.text.slice(0, Math.floor(posted.text.length * 0.7)))
      case "twice": {
        const again = await this.#post(errand, body, errand.cookie())
        return received(errand, again, again.text)
      }
      case "swapped":
        return former === undefined
          ? received(errand, posted, posted.text)
          : responseOf(former, former.text)
      case "newer":
        return received(errand, posted, withMore(posted.text))
      case "held":
        await new Promise<void>((resolve) => {
          this.#held.push({ errand, release: resolve })
          errand.parked()
        })
        return received(errand, posted, posted.text)
      default:
        return received(errand, posted, posted.text)
    }
  }

  async #post(errand: Errand, body: string, cookie: string): Promise<Posted> {
    const posted = await errand.server.post(syncPath, body, cookie)
    if (posted.status === 200) errand.answered(posted.text, body)
    return posted
  }

  /** What was late arrives. */
  async arrive(): Promise<void> {
    const late = this.#late
    this.#late = []
    for (const post of late) await post()
    const held = this.#held
    this.#held = []
    for (const { release } of held) release()
  }

  /** What was on its way to a tablet that is no more. */
  forgetDead(): void {
    this.#held = this.#held.filter(({ errand }) => !errand.isDead())
  }

  get isAnythingUnderWay(): boolean {
    return this.#held.length > 0 || this.#late.length > 0
  }
}

function received(errand: Errand, posted: Posted, text: string): Response {
  if (posted.cookie !== undefined && !errand.isDead()) errand.setCookie(posted.cookie)
  return responseOf(posted, text)
}

function responseOf({ status, headers }: Posted, text: string): Response {
  const told = new Headers(headers)
  told.delete("content-length")
  return new Response(text, { status, headers: told })
}

/** What a later server may add: properties, and kinds of record this app has never heard of. */
function withMore(text: string): string {
  const answer: unknown = JSON.parse(text)
  if (typeof answer !== "object" || answer === null) return text
  const pages: unknown = Reflect.get(answer, "pages")
  const wider = {
    ...answer,
    later: { more: [1, "two"] },
    ...(Array.isArray(pages)
      ? { pages: pages.map((page: object) => ({ ...page, later: true })) }
      : {}),
  }
  return JSON.stringify(wider)
}
