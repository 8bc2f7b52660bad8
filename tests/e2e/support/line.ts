import { once } from "node:events"
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"

import { freePort } from "./server.ts"

/** `pass`: the network. `dead`: the connection breaks. `portal`: a school's filter answers 200 with its own page. */
export type Condition = "pass" | "dead" | "portal"

/** What stands between a tablet and the server. The browser's own offline switch is not the real thing. */
export type Line = {
  readonly url: string
  /** Sets the condition for all paths, or path by path. */
  readonly set: (condition: Condition | ((path: string) => Condition)) => void
  readonly close: () => Promise<void>
}

const portalPage = "<!doctype html><title>Школьная сеть</title><h1>Войдите в сеть школы</h1>"

export async function openLine(serverPort: number): Promise<Line> {
  let condition: (path: string) => Condition = always("pass")
  const proxy = createServer((asked, answer) => {
    const met = condition(asked.url ?? "/")
    if (met === "dead") asked.socket.destroy()
    else if (met === "portal") welcome(answer)
    else forward({ asked, answer, serverPort })
  })
  const port = await freePort()
  proxy.listen(port, "127.0.0.1")
  await once(proxy, "listening")
  return {
    url: `http://127.0.0.1:${port}`,
    set: (next) => {
      condition = typeof next === "function" ? next : always(next)
      proxy.closeAllConnections()
    },
    close: async () => {
      proxy.closeAllConnections()
      proxy.close()
      await once(proxy, "close")
    },
  }
}

const always = (condition: Condition) => (): Condition => condition

function welcome(answer: ServerResponse): void {
  // Cacheable, as the worst of them are: the page may go on lying in the browser's own cache.
  answer.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "public, max-age=3600",
  })
  answer.end(portalPage)
}

type Exchange = {
  readonly asked: IncomingMessage
  readonly answer: ServerResponse
  readonly serverPort: number
}

function forward({ asked, answer, serverPort }: Exchange): void {
  const { method, url, headers } = asked
  const onward = request(
    { host: "127.0.0.1", port: serverPort, path: url, method, headers },
    (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
      // The server died in the middle of it.
      reply.on("error", () => asked.socket.destroy())
    },
  )
  // The server was killed: to the tablet that is a broken connection, as it would be without the line.
  onward.on("error", () => asked.socket.destroy())
  // A tablet that leaves in the middle of an answer without an end leaves the server too.
  answer.on("close", () => onward.destroy())
  asked.pipe(onward)
}
