export type FileShared = "shared" | "downloaded" | "cancelled"

/**
 * Gives a file to the person: by the share sheet where there is one (an installed iPad app cannot download), else
 * as a download. «cancelled» when the person closed the sheet.
 */
export async function shareFile(file: File): Promise<FileShared> {
  if (canShare(file)) {
    try {
      await navigator.share({ files: [file], title: file.name })
      return "shared"
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return "cancelled"
      // The sheet could not be opened after all: a download still can.
    }
  }
  download(file)
  return "downloaded"
}

function canShare(file: File): boolean {
  if (typeof navigator.canShare !== "function") return false
  // On a laptop a download is what people expect; the sheet is for touch.
  return matchMedia("(pointer: coarse)").matches && navigator.canShare({ files: [file] })
}

/** A browser starts reading the address after the click, so it may not be taken back at once. */
const keepAddressMs = 60_000

function download(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement("a")
  link.href = address
  link.download = file.name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), keepAddressMs)
}

/** Gives a link to another app; false when this browser has no sheet or the person closed it. */
export async function shareLink(url: string, title: string): Promise<boolean> {
  try {
    await navigator.share({ url, title })
    return true
  } catch {
    return false
  }
}

/** Gives a text to another app; «none» when this browser has no sheet for it. */
export async function shareText(text: string): Promise<"shared" | "cancelled" | "none"> {
  if (typeof navigator.share !== "function" || !matchMedia("(pointer: coarse)").matches) {
    return "none"
  }
  try {
    await navigator.share({ text })
    return "shared"
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? "cancelled" : "none"
  }
}

export function canShareLinks(): boolean {
  return typeof navigator.share === "function"
}

/** Puts a text on the clipboard; false when the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
