import { home, type Server } from "#tests/server/a-server.ts"
import { vi } from "vitest"

/**
 * A browser's network in front of a real server: fetch with the browser's cookies, and a line that can be cut. The
 * server runs in this process, the cookies are kept by name as a browser keeps them.
 */
export class Browser {
  readonly cookies = new Map<string, string>()
  isCut = false
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
  }

  /** From now on this process is a page of the school's server. */
  use(): void {
    vi.stubGlobal("location", { origin: home, hostname: "school.test" })
    vi.stubGlobal("fetch", (address: string, init: RequestInit = {}) => this.#fetch(address, init))
  }

  async #fetch(address: string, init: RequestInit): Promise<Response> {
    if (this.isCut) throw new TypeError("Failed to fetch")
    const headers = new Headers(init.headers)
    headers.set("sec-fetch-site", "same-origin")
    const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ")
    if (cookie !== "") headers.set("cookie", cookie)
    const { method = "GET", body = null } = init
    const asked = new Request(new URL(address, home), { method, headers, body })
    const response = await this.#server.app.fetch(asked, "192.0.2.1")
    const [name, value = ""] = response.headers.get("set-cookie")?.split(";")[0]?.split("=") ?? []
    if (name !== undefined) this.cookies.set(name, value)
    return response
  }
}
