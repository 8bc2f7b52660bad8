import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

const startsWithinMs = 20_000

export interface MainServerOrder {
  readonly port: number
  readonly data: string
  /** Runs as this user: to the superuser no file is read-only. */
  readonly uid?: number
  /** Files larger than this cannot be written: a quota that needs no superuser. */
  readonly fileBytesMax?: number
}

/** The product's own entry, src/server/main.ts, with what it says. */
export class MainServer {
  readonly url: string
  readonly #child: ChildProcess
  #said = ""

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#said += text
      })
    }
  }

  /** Starts it and waits until it answers or ends. */
  static async start({ port, data, uid, fileBytesMax }: MainServerOrder): Promise<MainServer> {
    const own = ["src/server/main.ts", "--dev", "--host", "127.0.0.1"]
    const args = [...own, "--port", String(port), "--data", data]
    const [command, ...rest] =
      fileBytesMax === undefined
        ? [process.execPath, ...args]
        : ["prlimit", `--fsize=${fileBytesMax}:`, process.execPath, ...args]
    const child = spawn(command, rest, {
      stdio: ["ignore", "pipe", "pipe"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    const server = new MainServer(child, `http://127.0.0.1:${port}`)
    const deadline = Date.now() + startsWithinMs
    while (child.exitCode === null && Date.now() < deadline) {
      const health = await fetch(`${server.url}/api/health`).catch(() => undefined)
      await health?.arrayBuffer()
      if (health !== undefined) break
      await pause(20)
    }
    return server
  }

  /** Everything it has written so far, both streams. */
  get said(): string {
    return this.#said
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get exitCode(): number | null {
    return this.#child.exitCode
  }

  /** The link of the first start, as it was printed. */
  get setupLink(): string {
    return /http\S+\/start#\S+/.exec(this.#said)?.[0] ?? ""
  }

  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGKILL"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, "exit")
    this.#child.kill(signal)
    await gone
  }
}

export function databaseFile(data: string): string {
  return join(data, "bortzhurnal.sqlite")
}
