/** A prompt nobody answers (Firefox) must not keep the screen waiting. */
const answerMs = 5_000

export interface StorageState {
  /** Whether the browser promised not to wipe the storage by itself; unknown where it cannot be asked. */
  readonly kept: "kept" | "may-be-wiped" | "unknown"
  /** Bytes; undefined where the browser does not tell. */
  readonly used: number | undefined
  readonly free: number | undefined
}

/** The true state of the storage, as far as this browser tells. */
export async function readStorageState(): Promise<StorageState> {
  const { storage } = navigator
  const [kept, estimate] = await Promise.all([
    soon(async () => storage.persisted()),
    soon(async () => storage.estimate()),
  ])
  const { usage, quota } = estimate ?? {}
  const free = usage === undefined || quota === undefined ? undefined : Math.max(0, quota - usage)
  return { kept: keptOf(kept), used: usage, free }
}

/** Whether the browser promised to keep the storage, and nothing else: for a tablet that is sending. */
export async function readWhetherKept(): Promise<StorageState["kept"]> {
  return keptOf(await soon(async () => navigator.storage.persisted()))
}

/**
 * Asks the browser to keep the storage. Chrome decides by itself, Firefox asks the person and may wait for ever,
 * Safari keeps what is on the home screen. Returns what is known after a while.
 */
export async function askForPersistence(): Promise<StorageState["kept"]> {
  return keptOf(await soon(async () => navigator.storage.persist()))
}

/** Below this a photo or an update may not fit, and the browser begins to wipe. */
const freeBytesMin = 100 * 1024 * 1024

export function isNearlyFull({ free, used }: StorageState): boolean {
  if (free === undefined || used === undefined) return false
  return free < freeBytesMin || used / (used + free) > 0.9
}

function keptOf(answer: boolean | undefined): StorageState["kept"] {
  if (answer === undefined) return "unknown"
  return answer ? "kept" : "may-be-wiped"
}

/** The answer, or undefined when the browser has no such thing or does not answer. */
async function soon<T>(ask: () => Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answerMs)
  })
  try {
    return await Promise.race([ask(), late])
  } catch {
    // `navigator.storage` is missing without https and in old Safari.
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
