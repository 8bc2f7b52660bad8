/**
 * A part of the app that is loaded when it is first needed. Asked again it is at hand at once: even for a part long
 * loaded the browser's `import()` takes a turn of its own each time, and a tap would wait for it. A failure is not
 * remembered.
 */
export function loadedOnce<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined
  return () => {
    loading ??= load().catch((fault: unknown) => {
      loading = undefined
      throw fault
    })
    return loading
  }
}
