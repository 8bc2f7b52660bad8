import { refusedFile } from "./outcome.ts"
import { readBytes } from "./read-bytes.ts"

// Runs alone in a worker: a file that hangs the parser hangs nobody's screen, and is ended by the clock.
addEventListener("message", (event: MessageEvent<Uint8Array>) => {
  void readBytes(event.data).then(
    (outcome) => postMessage(outcome),
    () => postMessage(refusedFile({ why: "broken" })),
  )
})
