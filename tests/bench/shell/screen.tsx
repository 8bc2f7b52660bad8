import { Dexie, type Table } from "dexie"
import { useEffect, useState } from "react"

type Line = { readonly id: number; readonly text: string }

class ShellDatabase extends Dexie {
  declare readonly lines: Table<Line, number>

  constructor() {
    super("shell", { chromeTransactionDurability: "strict" })
    this.version(1).stores({ lines: "id" })
  }
}

const database = new ShellDatabase()

/** What any app of this stack does at least: one read before the heading, one strict write behind a button. */
export function Screen() {
  const [line, setLine] = useState<Line>()
  const [isPressed, setPressed] = useState(false)
  useEffect(() => {
    void (async () => {
      setLine((await database.lines.get(1)) ?? { id: 1, text: "Shell" })
    })()
  }, [])
  const press = async (): Promise<void> => {
    await putStrictly({ id: 2, text: String(!isPressed) })
    setPressed(!isPressed)
  }
  if (line === undefined) return null
  return (
    <main>
      <h1>{line.text}</h1>
      <button type="button" aria-pressed={isPressed} onClick={() => void press()}>
        Press
      </button>
    </main>
  )
}

/** Through IndexedDB itself: the least that saying «saved» truthfully costs. */
function putStrictly(line: Line): Promise<void> {
  const transaction = database
    .backendDB()
    .transaction(["lines"], "readwrite", { durability: "strict" })
  transaction.objectStore("lines").put(line)
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve())
    transaction.addEventListener("abort", () => reject(transaction.error))
  })
}
