import { fromBase64url, toBase64url } from "#/base/base64url.ts"

const lineLength = 76

/**
 * A bundle as the text of a file, because a share sheet passes on no unknown kind of file and some mail programs take
 * none. The first line says what it is to whoever finds it.
 */
export function textOfBundle(bytes: Uint8Array): string {
  const lines = toBase64url(bytes).replaceAll(new RegExp(`.{${lineLength}}`, "g"), "$&\n")
  const said =
    "Бортжурнал: неотправленные записи, зашифровано. Откройте в журнале: Ещё, Спасти записи."
  return `${said}\n\n${lines}\n`
}

/** The bytes of a bundle that stands in a text; undefined when none does. Cut ones come back as far as they go. */
export function bundleInText(text: string): Uint8Array<ArrayBuffer> | undefined {
  // The first letters of every bundle, at the start of a line.
  const written = /^QlpIU[\w\s-]*/m.exec(text)?.[0].replaceAll(/\s/g, "")
  if (written === undefined) return undefined
  // Where a text was cut its last letters may make no whole byte.
  return fromBase64url(written) ?? fromBase64url(written.slice(0, written.length & ~3))
}
