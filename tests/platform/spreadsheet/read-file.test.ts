import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { readTimeoutMs } from "#/platform/spreadsheet/limits.ts"
import { readSpreadsheet } from "#/platform/spreadsheet/read-file.ts"

/** A worker of the browser, as far as the reader needs one. */
class FakeWorker extends EventTarget implements Worker {
  onmessage = null
  onmessageerror = null
  onerror = null
  ended = false
  readonly #answer: (worker: FakeWorker) => void

  constructor(answer: (worker: FakeWorker) => void) {
    super()
    this.#answer = answer
  }

  postMessage(): void {
    this.#answer(this)
  }

  terminate(): void {
    this.ended = true
  }
}

const file = new File(["ФИО;Класс\nПетров Иван;7А"], "7а.csv")

describe("reading a file in a worker", () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test("gives what the worker read and ends the worker", async () => {
    const table = { kind: "refused", why: "empty" }
    const worker = new FakeWorker((self) =>
      self.dispatchEvent(new MessageEvent("message", { data: table })),
    )

    expect(await readSpreadsheet(file, () => worker)).toEqual(table)
    expect(worker.ended).toBe(true)
  })

  test("ends a worker that is busy for too long", async () => {
    let asked: () => void = () => undefined
    const started = new Promise<void>((resolve) => {
      asked = resolve
    })
    const worker = new FakeWorker(() => asked())
    const reading = readSpreadsheet(file, () => worker)
    await started

    await vi.advanceTimersByTimeAsync(readTimeoutMs)

    expect(await reading).toEqual({ kind: "refused", why: "too-slow" })
    expect(worker.ended).toBe(true)
  })

  test("says so when the worker fails or cannot start", async () => {
    const failing = new FakeWorker((self) => self.dispatchEvent(new Event("error")))
    expect(await readSpreadsheet(file, () => failing)).toEqual({
      kind: "refused",
      why: "reader-failed",
    })

    const none = (): Worker => {
      throw new Error("no module workers here")
    }
    expect(await readSpreadsheet(file, none)).toEqual({ kind: "refused", why: "reader-failed" })
  })

  test("does not even open a file that is too big", async () => {
    const big = new File([new Uint8Array(2 * 1024 * 1024 + 1)], "big.xlsx")

    expect(await readSpreadsheet(big)).toMatchObject({ kind: "refused", why: "too-big" })
  })

  test("reads a paste without any worker", async () => {
    const never = (): Worker => {
      throw new Error("a paste needs no worker")
    }

    expect(await readSpreadsheet({ pasted: "Петров\tИван\nКотова\tАнна" }, never)).toMatchObject({
      kind: "table",
      source: { format: "paste" },
    })
  })
})
