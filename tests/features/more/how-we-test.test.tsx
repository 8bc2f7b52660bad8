import { readFileSync } from "node:fs"

import { aTablet, show } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { HowWeTest } from "#/features/more/how-we-test.tsx"
import { MoreScreen } from "#/features/more/more-screen.tsx"
import { runLines, type Proofs } from "#/features/more/proof-runs.ts"
import { paths } from "#/features/paths.ts"
import type { Language } from "#/text/pair.ts"

const proofs: Proofs = {
  simulation: {
    command: "npm run simulate",
    tried: { histories: 20_000, edits: 4_000_000 },
    broken: 0,
    on: "2026-11-23",
  },
  "server-kills": {
    command: "npm run faults -- server",
    tried: { "kills on SQLite": 300, "kills on PostgreSQL": 321, "watched ops": 9_000 },
    broken: 2,
    on: "2026-11-24",
  },
  "of-a-later-time": {
    command: "npm run later",
    tried: { things: 7 },
    broken: 0,
    on: "2027-01-01",
  },
}

async function open(given?: Proofs, language: Language = "ru"): Promise<void> {
  const screenOf = given === undefined ? <HowWeTest /> : <HowWeTest proofs={given} />
  show(screenOf, await aTablet(), { path: paths.howWeTest, language })
}

/** The cells of a run's row: how often, and the result. */
function cells(danger: string): readonly (string | null)[] {
  const row = screen.getByRole("rowheader", { name: danger }).closest("tr")
  return row === null
    ? []
    : within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent)
}

describe("«Как мы проверяем»", () => {
  test("is linked from «Ещё»", async () => {
    show(<MoreScreen />, await aTablet(), paths.more)
    const link = screen.getByRole("link", { name: "Как мы проверяем" })
    expect(link.getAttribute("href")).toBe(paths.howWeTest)
  })

  test("says how often something was tried and that nothing was lost", async () => {
    await open(proofs)
    const [times, result] = cells("Обычная школьная жизнь, где всё идёт не так")
    expect(times?.replaceAll(/\s/g, " ")).toBe("20 000 историй")
    expect(result).toBe("потерь нет")
    expect(screen.getByText(/23 ноября 2026/)).toBeDefined()
  })

  test("adds up what belongs together, and does not hide what was broken", async () => {
    await open(proofs)
    expect(cells("Сервер школы выключился посреди записи")).toEqual(["621 раз", "2 нарушения"])
  })

  test("says of the rest that it was not tested yet, and does not speak of what it does not know", async () => {
    await open(proofs)
    expect(cells("В школе отключили электричество")).toEqual(["ещё не проверено"])
    expect(screen.getAllByText("ещё не проверено")).toHaveLength(6)
    expect(screen.queryByText("npm run later")).toBeNull()
  })

  test("tells how to run each test again: as it was recorded, or as it is usually started", async () => {
    const command = "npm run faults -- browser --runs 200 --seed 1"
    await open({ "browser-kills": { command, tried: { kills: 200 }, broken: 0, on: "2026-11-23" } })
    expect(screen.getByText(command)).toBeDefined()
    expect(screen.getByText("npm run drill")).toBeDefined()
  })

  test("names the limits, in English too", async () => {
    await open(proofs, "en")
    const limits = screen.getByRole("region", { name: "What the tests do not prove" })
    expect(within(limits).getAllByRole("listitem")).toHaveLength(5)
    expect(cells("The school’s server switched off in mid-write")).toEqual([
      "621 times",
      "2 breaches",
    ])
  })

  test("shows the figures of docs/proof.json, whatever they are by now", async () => {
    await open()
    const written = JSON.parse(readFileSync("docs/proof.json", "utf8")) as Proofs
    const tested = runLines(written).filter(({ result }) => result.kind === "tried")
    expect(screen.queryAllByText("ещё не проверено")).toHaveLength(8 - tested.length)
  })
})

describe("the lines of runs", () => {
  test("take a run by its other name", () => {
    const cuts = { command: "x", tried: { "cut-answer": 5, swap: 2 }, broken: 0, on: "2026-11-23" }
    const line = runLines({ "cut-lines": cuts }).find(({ name }) => name === "response-cuts")
    expect(line?.result).toMatchObject({ kind: "tried", times: 7 })
  })
})
