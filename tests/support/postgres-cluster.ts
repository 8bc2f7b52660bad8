import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

import { findBinaries, type Binaries } from "./postgres-binaries.ts"

const password = "only-for-tests"

export interface ClusterOptions {
  /** PostgreSQL settings, e.g. `{ fsync: "off" }`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A PostgreSQL server of the tests' own, in a folder of its own. */
export class Cluster {
  readonly folder: string
  readonly port: number
  readonly #binaries: Binaries
  #process: ChildProcess | undefined

  private constructor(folder: string, port: number, binaries: Binaries) {
    this.folder = folder
    this.port = port
    this.#binaries = binaries
  }

  static async create({ settings = {} }: ClusterOptions = {}): Promise<Cluster> {
    const cluster = await Cluster.#aside()
    try {
      cluster.#initialise(settings)
      await cluster.start()
      return cluster
    } catch (fault) {
      await cluster.remove()
      throw fault
    }
  }

  #initialise(settings: Readonly<Record<string, string>>): void {
    const secret = join(this.folder, "password")
    writeFileSync(secret, password, { mode: 0o644 })
    const flags = ["-D", this.data, "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync"]
    this.#run("initdb", [...flags, "-A", "scram-sha-256", `--pwfile=${secret}`])
    this.set({
      listen_addresses: "127.0.0.1",
      port: String(this.port),
      unix_socket_directories: "",
      max_connections: "200",
      lc_messages: "C",
      ...settings,
    })
  }

  /** A standby made from a cold copy of a stopped primary's folder. The caller starts both. */
  static async standbyOf(primary: Cluster, name: string): Promise<Cluster> {
    const standby = await Cluster.#aside()
    rmSync(standby.data, { recursive: true, force: true })
    cpSync(primary.data, standby.data, { recursive: true, verbatimSymlinks: true })
    standby.#give(standby.data)
    chmodSync(standby.data, 0o700)
    const user = `user=postgres password=${password}`
    standby.set({
      port: String(standby.port),
      primary_conninfo: `host=127.0.0.1 port=${primary.port} ${user} application_name=${name}`,
      synchronous_standby_names: "",
    })
    writeFileSync(join(standby.data, "standby.signal"), "")
    standby.#give(join(standby.data, "standby.signal"))
    return standby
  }

  static async #aside(): Promise<Cluster> {
    const binaries = findBinaries()
    const folder = mkdtempSync(join(tmpdir(), "postgres-tests-"))
    chmodSync(folder, 0o755)
    const cluster = new Cluster(folder, await freePort(), binaries)
    cluster.#give(folder)
    return cluster
  }

  get data(): string {
    return join(this.folder, "data")
  }

  /** As the superuser unless another role is named (whose password is its name). */
  url(database = "postgres", role = "postgres"): string {
    const secret = role === "postgres" ? password : role
    return `postgres://${role}:${secret}@127.0.0.1:${this.port}/${database}`
  }

  /** Takes effect with the next start (the last line of a name counts). */
  set(settings: Readonly<Record<string, string>>): void {
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`)
    appendFileSync(join(this.data, "postgresql.conf"), lines.join(""))
  }

  async start(): Promise<void> {
    const log = openSync(join(this.folder, "log"), "a")
    const child = spawn(join(this.#binaries.bin, "postgres"), ["-D", this.data], {
      ...this.#binaries.user,
      cwd: "/",
      stdio: ["ignore", log, log],
    })
    closeSync(log)
    this.#process = child
    for (let waited = 0; !this.#isReady(child); waited += 1) {
      if (child.exitCode !== null || waited > 1_500) throw new Error(`PostgreSQL: ${this.log()}`)
      await pause(20)
    }
  }

  #isReady({ pid }: ChildProcess): boolean {
    try {
      const lines = readFileSync(join(this.data, "postmaster.pid"), "utf8").split("\n")
      return Number(lines[0]) === pid && /^(ready|standby)/.test(lines[7] ?? "")
    } catch {
      // Not written yet.
      return false
    }
  }

  log(): string {
    return readFileSync(join(this.folder, "log"), "utf8").slice(-2_000)
  }

  /** SIGINT ends connections and writes a checkpoint; SIGKILL of the whole group is the crash. */
  async stop(signal: "SIGINT" | "SIGKILL" = "SIGINT"): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, "exit")
    if (signal === "SIGKILL") for (const pid of childrenOf(child.pid)) kill(pid)
    child.kill(signal)
    await ended
  }

  /** Makes a standby the primary. */
  promote(): void {
    this.#run("pg_ctl", ["-D", this.data, "-w", "promote"])
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL")
    // A process of the crashed server may still be putting its last file away.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    this.#binaries.forget()
  }

  #run(program: string, flags: readonly string[]): void {
    const ran = spawnSync(join(this.#binaries.bin, program), flags, {
      ...this.#binaries.user,
      cwd: "/",
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    })
    if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}`)
  }

  #give(path: string): void {
    const { uid, gid } = this.#binaries.user
    if (uid === undefined || gid === undefined) return
    chownSync(path, uid, gid)
    if (path === this.folder || !path.startsWith(this.data)) return
    for (const entry of listed(path)) lchownSync(join(path, entry), uid, gid)
  }
}

function listed(path: string): readonly string[] {
  try {
    return readdirSync(path, { recursive: true, encoding: "utf8" })
  } catch {
    // A file.
    return []
  }
}

function childrenOf(parent: number | undefined): readonly number[] {
  // Elsewhere they notice by themselves that their parent has died.
  if (!existsSync("/proc")) return []
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch {
    // It has ended meanwhile.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
}
