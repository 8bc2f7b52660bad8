/**
 * Whether a request that changes something comes from our own pages. Browsers since 2020–2023 say so in
 * Sec-Fetch-Site; older ones send the Origin with every POST. A request with neither is no browser's.
 */
export function isOwnOrigin(request: Request, behindTls: boolean): boolean {
  const site = request.headers.get("sec-fetch-site")
  if (site !== null) return site === "same-origin"
  const origin = request.headers.get("origin")
  const host = request.headers.get("host") ?? new URL(request.url).host
  return origin === `${behindTls ? "https" : "http"}://${host}`
}
