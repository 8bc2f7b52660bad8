/** One open answer of server-sent events. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>
  /** Tells that there is something to ask for. What was not taken yet stands for all that comes after it. */
  nudge(): void
  /** Something that keeps the line open; false when the other side has long taken nothing. */
  beat(): boolean
  end(): void
}

const encoder = new TextEncoder()
/** `retry` is for clients that leave the coming back to the browser's own EventSource; the app has its own way. */
const hello = "retry: 5000\n: live\n\n"
/** An event must carry something, or browsers do not tell of it. */
const nudge = "data: changed\n\n"
const heartbeat = ":\n\n"

/** So many heartbeats may find no reader before the stream is given up. */
const unreadBeatsMax = 2

/**
 * Holds at most one thing to say, however slow the reader is: nothing is put into a queue, what is owed waits until
 * it is asked for.
 */
export function createEventStream(onGone: () => void): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let owed = hello
  let isAsked = false
  let unread = 0

  const say = (words: string): void => {
    if (isAsked) {
      isAsked = false
      controller?.enqueue(encoder.encode(words))
    } else if (words !== heartbeat && !owed.endsWith(words)) {
      owed += words
    }
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (own) => {
        controller = own
      },
      pull: () => {
        isAsked = true
        unread = 0
        if (owed === "") return
        const words = owed
        owed = ""
        say(words)
      },
      cancel: () => {
        controller = undefined
        onGone()
      },
    },
    // Nothing is made before it is asked for.
    { highWaterMark: 0 },
  )
  return {
    body,
    nudge: () => say(nudge),
    beat: () => {
      unread = isAsked ? 0 : unread + 1
      say(heartbeat)
      return unread < unreadBeatsMax
    },
    end: () => {
      if (owed !== "") controller?.enqueue(encoder.encode(owed))
      controller?.close()
      controller = undefined
    },
  }
}
