import { describe, expect, test } from "vitest"

import { readConfig, usage } from "#/server/config.ts"

function config(flags: readonly string[], environment: Record<string, string> = {}) {
  const read = readConfig(flags, environment)
  if (read.kind === "wrong") throw new Error(read.message)
  return read.config
}

describe("the server's settings", () => {
  test("without any it serves dist from port 8080 and keeps its data beside", () => {
    expect(config([])).toMatchObject({
      port: 8080,
      host: "0.0.0.0",
      data: "data",
      assets: "dist",
      behindTls: false,
      origin: undefined,
    })
  })

  test("flags come before the environment", () => {
    const environment = { PORT: "9000", DATA_FOLDER: "/srv/journal" }
    expect(config([], environment)).toMatchObject({ port: 9000, data: "/srv/journal" })
    expect(config(["--port", "9001"], environment).port).toBe(9001)
  })

  test("behind TLS it listens to this machine only", () => {
    expect(config(["--behind-tls"]).host).toBe("127.0.0.1")
    expect(config([], { BEHIND_TLS: "1" })).toMatchObject({ behindTls: true, host: "127.0.0.1" })
  })

  test("links are printed with the outer address, without a path", () => {
    expect(config(["--origin", "https://journal.school.ru/x"]).origin).toBe(
      "https://journal.school.ru",
    )
  })

  test("in development it serves no screens", () => {
    expect(config(["--dev"]).assets).toBeNull()
  })

  test.each([
    [["--port", "http"]],
    [["--port", "70000"]],
    [["--origin", "journal"]],
    [["--prot", "80"]],
    [["stray"]],
  ])("%j is refused in one line instead of guessed", (flags) => {
    expect(readConfig(flags, {})).toMatchObject({ kind: "wrong" })
  })

  test("every flag is explained", () => {
    for (const flag of [
      "port",
      "host",
      "data",
      "assets",
      "origin",
      "behind-tls",
      "demo",
      "dev",
      "new-head-link",
      "reset-factor",
      "restored",
      "worker-off",
      "help",
    ]) {
      expect(usage).toContain(`--${flag}`)
    }
  })

  test("the server's key lies in the data folder, unless the environment names another file", () => {
    expect(config([]).keyFile).toBeUndefined()
    expect(config([], { BORTZHURNAL_KEY_FILE: "" }).keyFile).toBeUndefined()
    expect(config([], { BORTZHURNAL_KEY_FILE: "/etc/b.key" }).keyFile).toBe("/etc/b.key")
    expect(config(["--reset-factor", "head"]).resetFactor).toBe("head")
  })

  test("PostgreSQL keeps everything as soon as its address is in the environment", () => {
    const url = "postgres://school:secret@db:5432/school"
    expect(config([]).database).toBeUndefined()
    expect(config([], { DATABASE_URL: url }).database).toEqual({ url, ownerUrl: undefined })
    const ownerUrl = "postgresql://owner:secret@db/school"
    expect(config([], { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }).database).toEqual({
      url,
      ownerUrl,
    })
  })

  test("an address of a database that is none is refused without repeating its password", () => {
    for (const DATABASE_URL of ["school:secret@db", "mysql://school:secret@db/school"]) {
      const read = readConfig([], { DATABASE_URL })
      expect(read).toMatchObject({ kind: "wrong" })
      expect(JSON.stringify(read)).not.toContain("secret")
    }
  })
})
