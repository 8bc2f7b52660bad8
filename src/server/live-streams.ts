import { createEventStream, type EventStream } from "./event-stream.ts"
import type { News, Nudges } from "./nudges.ts"
import { refuse, type Refused } from "./refusal.ts"

export interface Listener {
  readonly school: string
  readonly person: string
  readonly session: string
}

export interface LiveLimits {
  /** A tablet that moved to another network leaves a stream behind that nobody reads: the oldest one gives way. */
  readonly perSession: number
  readonly perPerson: number
  readonly inAll: number
  readonly heartbeatMs: number
  /** No stream is older: a new one is asked for with the token of the day. */
  readonly lifeMs: number
  /** Changes within this time are one nudge. */
  readonly gatherMs: number
  /** After news were missed the schools are nudged over this time and not all at once. */
  readonly catchUpMs: number
}

export const liveLimits: LiveLimits = {
  perSession: 4,
  perPerson: 12,
  inAll: 4_000,
  heartbeatMs: 25_000,
  lifeMs: 3_600_000,
  gatherMs: 25,
  catchUpMs: 5_000,
}

const comeBackSeconds = 60

export interface LivePorts {
  readonly nudges: Nudges
  /** Whether the session still stands. Asked at every heartbeat, in case the news of its end got lost. */
  readonly mayListen: (listener: Listener) => Promise<boolean>
  readonly limits: LiveLimits
}

interface Open {
  readonly who: Listener
  readonly stream: EventStream
  readonly cancelTimers: () => void
}

/** The tablets that listen at this process. */
export class LiveStreams {
  readonly #ports: LivePorts
  /** By school, oldest first: a push looks at the listeners of its own school alone. */
  readonly #schools = new Map<string, Set<Open>>()
  /** Schools to be nudged in a moment, and the session that needs not. */
  readonly #changed = new Map<string, string | null>()
  readonly #unsubscribe: () => void
  #size = 0
  #isStopped = false

  constructor(ports: LivePorts) {
    this.#ports = ports
    this.#unsubscribe = ports.nudges.subscribe((news) => this.#hear(news))
  }

  get size(): number {
    return this.#size
  }

  /** The body of the answer, or why there is none: `too-many` of this person, `busy` with everybody's or stopping. */
  async listen(
    who: Listener,
  ): Promise<{ readonly kind: "open"; readonly body: EventStream["body"] } | Refused> {
    const { limits, mayListen } = this.#ports
    if (this.#isStopped || this.#size >= limits.inAll) return later("busy")
    const ofPerson = this.#of(who.school).filter((one) => one.who.person === who.person)
    const ofSession = ofPerson.filter((one) => one.who.session === who.session)
    if (ofSession.length >= limits.perSession) this.#end(ofSession[0])
    else if (ofPerson.length >= limits.perPerson) return later("too-many")
    const opened = this.#begin(who)
    // Only now: a session that ended before this line is seen here, one that ends after it is heard of.
    if (await mayListen(who)) return { kind: "open", body: opened.stream.body }
    this.#end(opened)
    return refuse("signed-out")
  }

  /** Ends all and takes no new ones, so that a stop does not wait for them. */
  stop(): void {
    this.#isStopped = true
    this.#unsubscribe()
    for (const school of this.#schools.keys()) {
      for (const one of this.#of(school)) this.#end(one)
    }
  }

  #begin(who: Listener): Open {
    const { heartbeatMs, lifeMs } = this.#ports.limits
    const stream = createEventStream(() => this.#forget(opened))
    const beat = setInterval(() => void this.#beat(opened), heartbeatMs)
    const life = setTimeout(() => this.#end(opened), lifeMs)
    for (const timer of [beat, life]) timer.unref()
    const cancelTimers = (): void => {
      clearInterval(beat)
      clearTimeout(life)
    }
    const opened: Open = { who, stream, cancelTimers }
    const listeners = this.#schools.get(who.school) ?? new Set()
    this.#schools.set(who.school, listeners.add(opened))
    this.#size += 1
    return opened
  }

  async #beat(one: Open): Promise<void> {
    const isRead = one.stream.beat()
    // A store that cannot say it now is asked again at the next heartbeat.
    const may = await this.#ports.mayListen(one.who).catch(() => true)
    if (!isRead || !may) this.#end(one)
  }

  #hear(news: News): void {
    switch (news.kind) {
      case "changed":
        this.#gather(news.school, news.by)
        break
      case "ended":
        for (const one of this.#of(news.school)) {
          if (one.who.session !== news.session) continue
          // Asking is how a tablet learns that its access was taken away.
          one.stream.nudge()
          this.#end(one)
        }
        break
      case "missed":
        for (const school of this.#schools.keys()) {
          this.#later(Math.random() * this.#ports.limits.catchUpMs, () => this.#nudge(school, null))
        }
        break
    }
  }

  #gather(school: string, by: string | null): void {
    if (!this.#schools.has(school)) return
    const known = this.#changed.get(school)
    // Two tablets sent something: each has to hear of the other's.
    this.#changed.set(school, known === undefined || known === by ? by : null)
    if (known !== undefined) return
    this.#later(this.#ports.limits.gatherMs, () => {
      const except = this.#changed.get(school) ?? null
      this.#changed.delete(school)
      this.#nudge(school, except)
    })
  }

  #nudge(school: string, except: string | null): void {
    for (const { who, stream } of this.#of(school)) if (who.session !== except) stream.nudge()
  }

  #later(delayMs: number, run: () => void): void {
    setTimeout(run, delayMs).unref()
  }

  #of(school: string): readonly Open[] {
    return [...(this.#schools.get(school) ?? [])]
  }

  #end(one: Open | undefined): void {
    if (one === undefined || !this.#forget(one)) return
    one.stream.end()
  }

  #forget(one: Open): boolean {
    const { school } = one.who
    const listeners = this.#schools.get(school)
    if (listeners?.delete(one) !== true) return false
    if (listeners.size === 0) this.#schools.delete(school)
    this.#size -= 1
    one.cancelTimers()
    return true
  }
}

function later(code: "busy" | "too-many"): Refused {
  return { kind: "refused", code, retryAfterSeconds: comeBackSeconds }
}
