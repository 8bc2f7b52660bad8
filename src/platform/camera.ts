export type CameraOpened =
  | { readonly kind: "open"; readonly stream: MediaStream }
  /** The person, or the school's policy, does not let us. */
  | { readonly kind: "denied" }
  | { readonly kind: "none" }
  /** Another app has it. */
  | { readonly kind: "busy" }
  /** Browsers give the camera only to pages that came over https. */
  | { readonly kind: "insecure" }

/** Opens the camera that looks away from the person. Nothing of what it sees is stored or sent. */
export async function openCamera(): Promise<CameraOpened> {
  // Missing without https, whatever TypeScript's DOM says.
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (devices === undefined) return { kind: "insecure" }
  try {
    const video = {
      facingMode: "environment",
      width: { ideal: 1_280 },
      height: { ideal: 720 },
    }
    return { kind: "open", stream: await devices.getUserMedia({ video, audio: false }) }
  } catch (error) {
    const name = error instanceof Error ? error.name : ""
    if (name === "NotAllowedError" || name === "SecurityError") return { kind: "denied" }
    return { kind: name === "NotReadableError" ? "busy" : "none" }
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** Keeps the screen lit while a run of codes is shown; returns how to end it. Without the means it goes dark by itself. */
export function keepScreenLit(): () => void {
  const lock = requestLock()
  return () => {
    void (async () => (await lock)?.release())()
  }
}

async function requestLock(): Promise<WakeLockSentinel | undefined> {
  try {
    return await navigator.wakeLock.request("screen")
  } catch {
    // An old browser, or a battery too low: the run goes on as long as the screen does.
    return undefined
  }
}
