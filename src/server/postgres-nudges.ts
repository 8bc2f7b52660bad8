import { randomUUID } from "node:crypto"

import * as v from "valibot"

import { delayAfter } from "#/sync/backoff.ts"

import { createNudges, type News, type Nudges } from "./nudges.ts"
import { connectAlone, type PostgresClient } from "./postgres-pool.ts"

export interface NudgeTimes {
  /** News within this time travel together. */
  readonly gatherMs: number
  /** A connection that gives no answer for as long again is given up: nobody may have said that it is gone. */
  readonly lookMs: number
  readonly comeBackMsMax: number
}

const usual: NudgeTimes = { gatherMs: 20, lookMs: 25_000, comeBackMsMax: 30_000 }

const channel = "bortzhurnal_live"
/** PostgreSQL takes 8,000 bytes in one notification; one piece of news has at most 150. */
const newsPerMessageMax = 40

const id = v.pipe(v.string(), v.maxLength(64))
const Message = v.object({
  from: v.string(),
  news: v.array(
    v.variant("kind", [
      v.object({ kind: v.literal("changed"), school: id, by: v.nullable(id) }),
      v.object({ kind: v.literal("ended"), school: id, session: id }),
    ]),
  ),
})

/**
 * News between processes over one PostgreSQL. They are sent on a connection of their own after the commit, not by a
 * NOTIFY inside of it: that one holds a lock of the whole database at COMMIT, and all schools would wait for each
 * other. What gets lost between the two is a nudge and nothing else.
 */
export class PostgresNudges implements Nudges {
  readonly #url: string
  readonly #times: NudgeTimes
  readonly #here = createNudges()
  readonly #name = randomUUID()
  /** What others have not been told yet, each thing once. */
  readonly #waiting = new Map<string, Exclude<News, { kind: "missed" }>>()
  #client: PostgresClient | undefined
  #failures = 0
  #isClosed = false
  #sending: ReturnType<typeof setTimeout> | undefined
  #next: ReturnType<typeof setTimeout> | undefined

  constructor(url: string, times: NudgeTimes = usual) {
    this.#url = url
    this.#times = times
    void this.#connect()
  }

  subscribe(hear: (news: News) => void): () => void {
    return this.#here.subscribe(hear)
  }

  publish(news: News): void {
    this.#here.publish(news)
    if (news.kind === "missed" || this.#isClosed) return
    const key = news.kind === "changed" ? news.school : `${news.school} ${news.session}`
    const known = this.#waiting.get(key)
    const isOther = known?.kind === "changed" && news.kind === "changed" && known.by !== news.by
    this.#waiting.set(key, isOther ? { ...known, by: null } : news)
    this.#sendSoon()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#sending)
    clearTimeout(this.#next)
    const client = this.#client
    this.#client = undefined
    await this.#here.close()
    await client?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    try {
      const client = await connectAlone(this.#url)
      if (this.#isClosed) return await client.end()
      this.#client = client
      client.on("error", () => this.#lose(client))
      client.on("end", () => this.#lose(client))
      client.on("notification", ({ payload }) => this.#hear(payload ?? ""))
      await client.query(`LISTEN ${channel}`)
      this.#failures = 0
      // Whatever others said before this moment was not heard here.
      this.#here.publish({ kind: "missed" })
      this.#lookAgain(client)
      this.#sendSoon()
    } catch {
      this.#lose(this.#client)
    }
  }

  /** The connection is gone, or was never there: another try, later each time. */
  #lose(client: PostgresClient | undefined): void {
    if (this.#isClosed || client !== this.#client) return
    this.#client = undefined
    client?.end().catch(() => undefined)
    this.#failures += 1
    const delayMs = Math.min(delayAfter(this.#failures, Math.random()), this.#times.comeBackMsMax)
    clearTimeout(this.#next)
    this.#next = setTimeout(() => void this.#connect(), delayMs)
    this.#next.unref()
  }

  #lookAgain(client: PostgresClient): void {
    clearTimeout(this.#next)
    this.#next = setTimeout(() => void this.#look(client), this.#times.lookMs)
    this.#next.unref()
  }

  async #look(client: PostgresClient): Promise<void> {
    const givenUp = setTimeout(() => this.#lose(client), this.#times.lookMs)
    givenUp.unref()
    try {
      await client.query("SELECT 1")
      if (client === this.#client) this.#lookAgain(client)
    } catch {
      this.#lose(client)
    } finally {
      clearTimeout(givenUp)
    }
  }

  #hear(payload: string): void {
    const message = readMessage(payload)
    if (message === undefined || message.from === this.#name) return
    for (const news of message.news) this.#here.publish(news)
  }

  #sendSoon(): void {
    if (this.#waiting.size === 0 || this.#client === undefined) return
    this.#sending ??= setTimeout(() => {
      this.#sending = undefined
      void this.#send()
    }, this.#times.gatherMs)
    this.#sending.unref()
  }

  async #send(): Promise<void> {
    const client = this.#client
    if (client === undefined) return
    const news = [...this.#waiting.entries()].slice(0, newsPerMessageMax)
    for (const [key] of news) this.#waiting.delete(key)
    const message = { from: this.#name, news: news.map(([, told]) => told) }
    try {
      await client.query("SELECT pg_notify($1, $2)", [channel, JSON.stringify(message)])
      this.#sendSoon()
    } catch {
      // Told again by the next connection, unless something newer of the same school waits by then.
      for (const [key, told] of news) if (!this.#waiting.has(key)) this.#waiting.set(key, told)
    }
  }
}

/** What another process says; undefined when it speaks another version. */
function readMessage(payload: string): v.InferOutput<typeof Message> | undefined {
  try {
    const parsed = v.safeParse(Message, JSON.parse(payload))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
