import { gzipSync } from "node:zlib"

import { describe, expect, test } from "vitest"

import { createRateLimits } from "#/server/rate-limits.ts"
import { api } from "#/sync/api.ts"
import { markHeader } from "#/sync/headers.ts"
import { bodyBytesMax, inflatedBytesMax } from "#/sync/limits.ts"
import { syncPath } from "#/sync/protocol.ts"

import { anId, Client, home, Server } from "./a-server.ts"

const json = { "content-type": "application/json" }

async function signedIn(behindTls = false): Promise<Client> {
  return new Server({ behindTls }).found()
}

/** A POST with exactly these headers, as another site or an old browser would send it. */
function post(
  client: Client,
  headers: Record<string, string>,
  body = "{}",
): Promise<{ status: number; body: unknown }> {
  const { cookie } = client
  return client.ask(
    new Request(`${home}${api.endSession.path}`, {
      method: "POST",
      headers: { cookie, ...headers },
      body,
    }),
  )
}

describe("a request of another site", () => {
  test.each([
    ["a page elsewhere", { ...json, "sec-fetch-site": "cross-site" }],
    ["a neighbour under the same domain", { ...json, "sec-fetch-site": "same-site" }],
    ["an address typed by hand", { ...json, "sec-fetch-site": "none" }],
    ["an old browser with another origin", { ...json, origin: "http://evil.test" }],
    ["a page in a sandbox", { ...json, origin: "null" }],
    ["nobody's browser", json],
  ])("is refused: %s", async (_who, headers) => {
    const client = await signedIn()
    expect(await post(client, headers)).toMatchObject({
      status: 403,
      body: { error: "foreign-origin" },
    })
    expect((await client.look(api.session.path)).status).toBe(200)
  })

  test("an old browser of ours names our origin and is served; behind TLS only the https one is ours", async () => {
    const old = { ...json, origin: home, host: "school.test" }
    expect((await post(await signedIn(), old)).status).toBe(200)
    expect((await post(await signedIn(true), old)).status).toBe(403)
    const secure = { ...old, origin: "https://school.test" }
    expect((await post(await signedIn(true), secure)).status).toBe(200)
  })

  test("may not even read, and no answer lets it", async () => {
    const client = await signedIn()
    const reply = await client.look(api.session.path, { "sec-fetch-site": "cross-site" })
    expect(reply.status).toBe(403)
    expect([...reply.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual(
      [],
    )
  })

  test("a form cannot speak JSON, and nothing else is understood", async () => {
    const client = await signedIn()
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const reply = await client.send(api.endSession.path, "{}", { "content-type": type })
      expect(reply).toMatchObject({ status: 415, body: { error: "not-json" } })
    }
  })
})

describe("a request that is too much", () => {
  test("a body above a mebibyte is refused, whether it says its length or not", async () => {
    const client = await signedIn()
    const large = JSON.stringify({ filler: "x".repeat(bodyBytesMax) })
    expect(await client.send(syncPath, large)).toMatchObject({
      status: 413,
      body: { error: "too-large" },
    })
  })

  test("a bomb of a few kilobytes is not unfolded", async () => {
    const client = await signedIn()
    const bomb = gzipSync(Buffer.alloc(inflatedBytesMax + 1, 0x20))
    expect(bomb.length).toBeLessThan(20_000)
    const reply = await client.ask(
      new Request(`${home}${syncPath}`, {
        method: "POST",
        headers: {
          ...json,
          "content-encoding": "gzip",
          "sec-fetch-site": "same-origin",
          cookie: client.cookie,
        },
        body: bomb,
      }),
    )
    expect(reply).toMatchObject({ status: 413, body: { error: "too-large" } })
  })

  test("a packed request is read like a plain one; a broken one is a bad request", async () => {
    const client = await signedIn()
    const send = (body: Uint8Array): Promise<{ status: number }> =>
      client.ask(
        new Request(`${home}${api.endSession.path}`, {
          method: "POST",
          headers: {
            ...json,
            "content-encoding": "gzip",
            "sec-fetch-site": "same-origin",
            cookie: client.cookie,
          },
          body: new Uint8Array(body),
        }),
      )
    expect((await send(gzipSync("{}").subarray(0, 8))).status).toBe(400)
    expect((await send(gzipSync("{}"))).status).toBe(200)
  })

  test.each(["", "{", "[]", "null", '{"surplus":1}', '"\u0000"'])(
    "%j is a bad request",
    async (body) => {
      const client = await signedIn()
      const reply = await client.send(api.endSession.path, body)
      expect(reply).toMatchObject({ status: 400, body: { error: "bad-request" } })
    },
  )

  test("an account is slowed down, its neighbour at the same address is not", async () => {
    const server = new Server()
    const head = await server.found()
    const anna = await head.hire("Анна", "navigator")
    let status = 200
    for (let tries = 0; tries < 400 && status === 200; tries += 1) {
      status = (await head.look(api.session.path)).status
    }
    expect(status).toBe(429)
    expect((await anna.client.look(api.session.path)).status).toBe(200)
  })

  test("limits fill up again with time and never above what they were", () => {
    let now = 0
    const limits = createRateLimits(() => now)
    const taken = (): number => {
      let count = 0
      while (limits.take("device", "tablet") === undefined) count += 1
      return count
    }
    expect(taken()).toBe(200)
    now += 2_000
    expect(taken()).toBe(10)
    now += 3_600_000
    expect(taken()).toBe(200)
  })
})

describe("every answer", () => {
  test("of the API is JSON, ours by its mark, and stored nowhere", async () => {
    const client = await signedIn()
    const paths = [api.session.path, api.people.path, "/api/nothing-here", api.health.path]
    for (const path of paths) {
      const { headers } = await client.look(path)
      expect(headers.get("content-type")).toBe("application/json")
      expect(headers.get("cache-control")).toBe("no-store")
      expect(headers.get(markHeader)).toBe("1")
    }
    expect(await client.look("/api/nothing-here")).toMatchObject({
      status: 404,
      body: { error: "not-found" },
    })
  })

  test("forbids what the app does not need: inline scripts, frames, other hosts, strings as scripts", async () => {
    const { headers } = await (await signedIn()).look(api.health.path)
    const policy = headers.get("content-security-policy") ?? ""
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types bortzhurnal",
    ]) {
      expect(policy.split("; ")).toContain(rule)
    }
    expect(headers.get("x-content-type-options")).toBe("nosniff")
    expect(headers.get("referrer-policy")).toBe("no-referrer")
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin")
  })

  test("lets the worker that stretches PINs compile WebAssembly, and no other file", async () => {
    const client = await signedIn()
    const policyAt = async (path: string): Promise<string | null> =>
      (await client.look(path)).headers.get("content-security-policy")
    const worker = "/assets/argon-worker-Ab3_xY-9.js"
    expect(await policyAt(worker)).toContain("script-src 'self' 'wasm-unsafe-eval';")
    for (const path of ["/", "/assets/index-Ab3_xY-9.js", `/x${worker}`, `${worker}x`]) {
      expect(await policyAt(path)).not.toMatch(/unsafe/)
    }
  })

  test("promises TLS for ever only where there is TLS", async () => {
    const strict = "strict-transport-security"
    expect((await (await signedIn(true)).look(api.health.path)).headers.get(strict)).toMatch(
      /max-age/,
    )
    expect((await (await signedIn()).look(api.health.path)).headers.get(strict)).toBeNull()
  })

  test("that is large travels packed when the browser unpacks it", async () => {
    const server = new Server()
    const head = await server.found()
    for (let count = 0; count < 20; count += 1) await head.invite(`Педагог ${count}`, "navigator")
    const asked = new Request(`${home}${api.people.path}`, {
      headers: { cookie: head.cookie, "accept-encoding": "gzip, deflate" },
    })
    const response = await server.app.fetch(asked)
    expect(response.headers.get("content-encoding")).toBe("gzip")
    expect((await head.look(api.people.path)).headers.get("content-encoding")).toBeNull()
  })

  test("a fault of ours tells nothing but that there was one", async () => {
    const server = new Server()
    const head = await server.found()
    await server.services.store.close()
    const reply = await head.look(api.session.path)
    expect(reply).toMatchObject({ status: 500, body: { error: "broken" } })
  })
})

describe("the log", () => {
  test("has a line for each request and no name, token, id, query, address or content in any", async () => {
    const server = new Server()
    const marker = "Приметная"
    const head = await server.found({ schoolName: `Школа ${marker}`, name: `${marker} Вера` })
    const anna = await head.hire(`${marker} Анна`, "navigator", [anId(7)])
    await anna.sync([anna.op("pupil", anId(101), { class: anId(7), last: marker })])
    await anna.client.look(`${api.history.path}?rec=${anId(101)}&note=${marker}`)
    await new Client(server).look(`/classes/${marker}`)
    await new Client(server).look(`/api/${marker}`)
    await head.send(api.endSession.path, `{"${marker}`)

    const written = JSON.stringify(server.log)
    const secrets = [marker, "192.0.2.1", head.cookie.split("=")[1] ?? "", anId(101), anna.person]
    for (const secret of secrets) expect(written).not.toContain(secret)
    expect(server.log.find(({ route }) => route === syncPath)).toMatchObject({
      method: "POST",
      status: 200,
      ops: 1,
      entries: 0,
      device: anna.device.slice(-6),
    })
    expect(server.log.map(({ route }) => route)).toContain("unknown")
  })

  test("names the kind of a fault and not its words", async () => {
    const server = new Server()
    const head = await server.found()
    await server.services.store.close()
    await head.look(api.session.path)
    expect(server.log.at(-1)).toMatchObject({ status: 500, fault: "ERR_INVALID_STATE" })
  })
})
