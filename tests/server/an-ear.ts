import { EventEmitter, once } from "node:events"

import { must } from "#/base/assert.ts"
import { livePath } from "#/sync/api.ts"

import { home, type Client } from "./a-server.ts"

/** One tablet listening: everything it is told, as it comes. */
export class Ear {
  heard = ""
  isOver = false
  readonly response: Response
  readonly #told = new EventEmitter()

  private constructor(response: Response) {
    this.response = response
    void this.#listen()
  }

  /** Opens the stream, and fails when it was refused. */
  static async of(client: Client): Promise<Ear> {
    const response = await ask(client)
    if (response.status !== 200) throw new Error(`not heard but ${response.status}`)
    const ear = new Ear(response)
    await ear.until(() => ear.heard.includes(": live"))
    return ear
  }

  get nudges(): number {
    return this.heard.split("data: ").length - 1
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await once(this.#told, "told")
  }

  async nudged(times = 1): Promise<void> {
    await this.until(() => this.nudges >= times)
  }

  async over(): Promise<void> {
    await this.until(() => this.isOver)
  }

  async #listen(): Promise<void> {
    const reader = must(this.response.body).getReader()
    const decoder = new TextDecoder()
    for (;;) {
      const { done, value } = await reader.read()
      this.heard += decoder.decode(value, { stream: true })
      this.isOver = done
      this.#told.emit("told")
      if (done) return
    }
  }
}

/** The bare answer of a client that asks to listen. */
export function ask(client: Client, headers: Record<string, string> = {}): Promise<Response> {
  const own = { cookie: client.cookie, "sec-fetch-site": "same-origin" }
  return client.server.app.fetch(
    new Request(`${home}${livePath}`, { headers: { ...own, ...headers } }),
    "192.0.2.1",
  )
}

/** Everything that was going to be told by now has been told. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
