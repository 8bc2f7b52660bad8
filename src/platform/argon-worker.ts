import { argon2Bytes, type Stretchable } from "./argon2.ts"

// A second of work with 46 MiB, aside from the screen. The worker is ended after it: nothing of the secret stays.
addEventListener("message", (event: MessageEvent<Stretchable>) => {
  void argon2Bytes(event.data).then(
    (stretched) => postMessage(stretched),
    () => postMessage(undefined),
  )
})
