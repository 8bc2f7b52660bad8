/** A line between the tabs of one place. A document does not hear what it says itself. */
export interface TabLine<Message extends string> {
  readonly tell: (message: Message) => void
  readonly close: () => void
}

const own = String(Math.random())
const separator = " "

/** Opens the line. Where browsers have no channel (Safari before 15.4) the storage carries it. */
export function tabLine<Message extends string>(
  place: string,
  messages: readonly Message[],
  heard: (message: Message) => void,
): TabLine<Message> {
  const name = `bortzhurnal-tabs-${place}`
  const take = (said: unknown): void => {
    const [message, from] = typeof said === "string" ? said.split(separator) : []
    const known = messages.find((each) => each === message)
    if (known !== undefined && from !== own) heard(known)
  }
  const line =
    typeof BroadcastChannel === "undefined" ? byStorage(name, take) : byChannel(name, take)
  return {
    // The number at the end because the storage calls the same twice no event.
    tell: (message) => line.say([message, own, Math.random()].join(separator)),
    close: line.close,
  }
}

interface Line {
  readonly say: (text: string) => void
  readonly close: () => void
}

function byChannel(name: string, take: (said: unknown) => void): Line {
  const channel = new BroadcastChannel(name)
  channel.addEventListener("message", ({ data }) => take(data))
  return { say: (text) => channel.postMessage(text), close: () => channel.close() }
}

function byStorage(name: string, take: (said: unknown) => void): Line {
  const listen = ({ key, newValue }: StorageEvent): void => {
    if (key === name) take(newValue)
  }
  addEventListener("storage", listen)
  return {
    say: (text) => {
      try {
        localStorage.setItem(name, text)
      } catch {
        // Storage is switched off: each tab locks by its own clock.
      }
    },
    close: () => removeEventListener("storage", listen),
  }
}
