import { once } from "node:events"
import { connect, createServer, type Server, type Socket } from "node:net"

import { messageLength } from "./exchange.ts"

/** `fin`: the connection ends as if all were said. `rst`: it is torn off. */
export type Ending = "fin" | "rst"

/** What happens to one exchange of a request and its answer. */
export type LineFault =
  /** Only so many bytes of the answer come through. */
  | { readonly kind: "cut-answer"; readonly at: number; readonly ending: Ending }
  /** Only so many bytes of the request reach the server. */
  | { readonly kind: "cut-request"; readonly at: number; readonly ending: Ending }
  /** The server gets the request twice at once; the tablet gets the answer that came last. */
  | { readonly kind: "double" }
  /** This exchange and the next one get each other's answers. */
  | { readonly kind: "swap" }
  /** The tablet gets the answer of the exchange before once more; the server hears nothing. */
  | { readonly kind: "replay" }
  /** After so many bytes of the answer nothing comes any more, and nothing ends. */
  | { readonly kind: "stall"; readonly at: number }

/** A TCP line between tablets and a server that spoils what it is told to, and nothing else. */
export class Line {
  requestBytes = 0
  answerBytes = 0
  readonly #server: Server
  readonly #serverPort: number
  readonly #open = new Set<Socket>()
  readonly #faults: LineFault[] = []
  #former: Buffer = Buffer.alloc(0)
  #swapped: { readonly client: Socket; readonly answer: Buffer } | undefined

  private constructor(serverPort: number) {
    this.#serverPort = serverPort
    this.#server = createServer((client) => this.#meet(client))
  }

  static async open(serverPort: number): Promise<Line> {
    const line = new Line(serverPort)
    line.#server.listen(0, "127.0.0.1")
    await once(line.#server, "listening")
    return line
  }

  get url(): string {
    const address = this.#server.address()
    if (address === null || typeof address === "string") throw new Error("the line is closed")
    return `http://127.0.0.1:${address.port}`
  }

  /** Spoils the next exchange, or the one after those that are to be spoiled already. */
  spoil(fault: LineFault): void {
    this.#faults.push(fault)
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    this.#server.close()
    await once(this.#server, "close")
  }

  #meet(client: Socket): void {
    this.#watch(client)
    let heard: Buffer = Buffer.alloc(0)
    client.on("data", (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes])
      const length = messageLength(heard)
      if (length === undefined) return
      const request = heard.subarray(0, length)
      heard = heard.subarray(length)
      void this.#exchange(client, request)
    })
  }

  async #exchange(client: Socket, request: Buffer): Promise<void> {
    const fault = this.#faults.shift()
    this.requestBytes = request.length
    if (fault?.kind === "replay") {
      client.write(this.#former)
      return
    }
    if (fault?.kind === "cut-request") {
      await this.#tell(request.subarray(0, fault.at), fault.ending)
      end(client, "rst")
      return
    }
    const asked = [this.#ask(request)]
    if (fault?.kind === "double") asked.push(this.#ask(request))
    const answer = (await Promise.all(asked)).at(-1)
    // The server is gone: to the tablet that is a broken connection, as it would be without the line.
    if (answer === undefined) {
      end(client, "rst")
      return
    }
    this.answerBytes = answer.length
    this.#former = answer
    this.#deliver(client, answer, fault)
  }

  #deliver(client: Socket, answer: Buffer, fault: LineFault | undefined): void {
    if (fault?.kind === "cut-answer") {
      client.write(answer.subarray(0, fault.at), () => end(client, fault.ending))
    } else if (fault?.kind === "stall") {
      client.write(answer.subarray(0, fault.at))
    } else if (fault?.kind === "swap" || this.#swapped !== undefined) {
      const other = this.#swapped
      this.#swapped = other === undefined ? { client, answer } : undefined
      other?.client.write(answer)
      if (other !== undefined) client.write(other.answer)
    } else {
      client.write(answer)
    }
  }

  /** The whole answer, or undefined when the connection broke. */
  #ask(request: Buffer): Promise<Buffer | undefined> {
    return new Promise((resolve) => {
      const onward = this.#watch(connect(this.#serverPort, "127.0.0.1"))
      let heard: Buffer = Buffer.alloc(0)
      onward.on("data", (bytes: Buffer) => {
        heard = Buffer.concat([heard, bytes])
        const length = messageLength(heard)
        if (length === undefined) return
        resolve(heard.subarray(0, length))
        onward.destroy()
      })
      onward.on("close", () => resolve(undefined))
      onward.write(request)
    })
  }

  /** Says a part of a request to the server and hangs up. */
  async #tell(part: Buffer, ending: Ending): Promise<void> {
    const onward = this.#watch(connect(this.#serverPort, "127.0.0.1"))
    const closed = new Promise<void>((resolve) => {
      onward.once("close", resolve)
    })
    onward.resume()
    onward.write(part, () => end(onward, ending))
    await closed
  }

  #watch(socket: Socket): Socket {
    this.#open.add(socket)
    socket.setNoDelay(true)
    // Whoever waits for this socket sees it close.
    socket.on("error", () => undefined)
    socket.on("close", () => this.#open.delete(socket))
    return socket
  }
}

function end(socket: Socket, ending: Ending): void {
  if (ending === "fin") socket.end()
  else socket.resetAndDestroy()
}
