import { once } from "node:events"
import { connect, createServer, type Server as Listener, type Socket } from "node:net"

/** A line to PostgreSQL that can be cut, with an ear for what is said on it. */
export class Line {
  readonly #sockets = new Set<Socket>()
  readonly #listener: Listener
  /** Called with what the server's process sends; true cuts the line before the answer. */
  cutsAfter: (said: string) => boolean = () => false
  isUp = true
  /** How often the server's process spoke after it had been answered: each is a wait for the network. */
  turns = 0
  #isAnswered = true
  port = 0

  private constructor(to: number) {
    this.#listener = createServer((near) => {
      const far = connect(to, "127.0.0.1")
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on("error", () => undefined).on("close", () => this.#sockets.delete(socket))
      }
      if (!this.isUp) near.destroy()
      let isCut = false
      near.on("data", (bytes) => {
        if (this.#isAnswered) this.turns += 1
        this.#isAnswered = false
        isCut ||= this.cutsAfter(bytes.toString("latin1"))
        far.write(bytes)
      })
      far.on("data", (bytes) => {
        this.#isAnswered = true
        if (isCut) near.destroy()
        else near.write(bytes)
      })
      near.on("close", () => far.end())
      far.on("close", () => near.end())
    })
  }

  static async to(port: number): Promise<Line> {
    const line = new Line(port)
    line.#listener.listen(0, "127.0.0.1")
    await once(line.#listener, "listening")
    const address = line.#listener.address()
    line.port = typeof address === "object" && address !== null ? address.port : 0
    return line
  }

  cut(): void {
    this.isUp = false
    for (const socket of this.#sockets) socket.destroy()
  }

  close(): void {
    this.cut()
    this.#listener.close()
  }
}
