import { once } from "node:events"
import { request, type IncomingMessage } from "node:http"

import { afterEach, describe, expect, test } from "vitest"

import { listen, type Listening, type Patience } from "#/server/listen.ts"
import { livePath } from "#/sync/api.ts"

import { Server, type Client } from "./a-server.ts"

const place = { port: 0, host: "127.0.0.1", behindTls: false }
const listening = new Set<Listening>()
afterEach(async () => {
  await Promise.all([...listening].map((one) => one.stop()))
  listening.clear()
})

async function over(server: Server, patience?: Patience): Promise<Listening> {
  const one = await listen(server.app, place, patience)
  listening.add(one)
  return one
}

/** Listens over a real connection. */
async function open({ port }: Listening, { cookie }: Client): Promise<IncomingMessage> {
  const asked = request({ port, path: livePath, headers: { cookie } })
  asked.end()
  const [answer] = (await once(asked, "response")) as [IncomingMessage]
  expect(answer.statusCode).toBe(200)
  return answer
}

/** Reads until this has come. */
async function read(answer: IncomingMessage, wanted: string): Promise<void> {
  let heard = ""
  answer.setEncoding("utf8").on("data", (text: string) => (heard += text))
  while (!heard.includes(wanted)) await once(answer, "data")
}

describe("a stream over a socket", () => {
  test("its first words come at once, and a nudge when somebody sends something", async () => {
    const server = new Server()
    const head = await server.found()
    const answer = await open(await over(server), head)
    await read(answer, ": live")
    await head.invite("Анна", "navigator")
    await read(answer, "data: changed")
    answer.destroy()
  })

  test("is not cut by the times a request has to arrive in", async () => {
    const server = new Server({ live: { heartbeatMs: 50 } })
    const head = await server.found()
    const hasty = { headersMs: 30, requestMs: 30, checkEveryMs: 10, stillMs: 1_000 }
    const answer = await open(await over(server, hasty), head)
    await read(answer, ":\n\n:\n\n:\n\n:\n\n")
    answer.destroy()
  })

  test("is cut when nothing moves on it, which is why it has heartbeats", async () => {
    const server = new Server({ live: { heartbeatMs: 60_000 } })
    const head = await server.found()
    const still = { headersMs: 1_000, requestMs: 1_000, checkEveryMs: 10, stillMs: 50 }
    const answer = await open(await over(server, still), head)
    await expect(read(answer, "data: changed")).rejects.toThrow("aborted")
  })

  test("does not hold up a stop", { timeout: 4_000 }, async () => {
    const server = new Server()
    const head = await server.found()
    const one = await over(server)
    const answers = [await open(one, head), await open(one, head)]
    const ended = answers.map((answer) => once(answer.resume(), "end"))
    await one.stop()
    await Promise.all(ended)
  })

  test("would hold up a stop if nobody ended it: what the app's endStreams is for", async () => {
    const server = new Server({ live: { heartbeatMs: 10 } })
    const head = await server.found()
    const one = await listen({ ...server.app, endStreams: () => undefined }, place)
    const answer = await open(one, head)
    let isStopped = false
    const stopped = one.stop().then(() => (isStopped = true))
    await read(answer, ":\n\n".repeat(10))
    expect(isStopped).toBe(false)
    answer.destroy()
    await stopped
  })

  test("that its tablet leaves makes room", async () => {
    const server = new Server({ live: { inAll: 1 } })
    const head = await server.found()
    const one = await over(server)
    const answer = await open(one, head)
    answer.destroy()
    await expect
      .poll(async () => (await open(one, head).catch(() => undefined))?.statusCode, {
        interval: 10,
      })
      .toBe(200)
  })
})
