/** What pages of this app may do. Nothing inline, nothing from elsewhere, and scripts only through our own policy. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types bortzhurnal",
].join("; ")

/**
 * The worker that stretches PINs and passphrases (src/platform/argon-worker.ts) compiles WebAssembly, and nothing else
 * does: so the permission stands with this one file, whose policy is its own, and not with the pages.
 */
const stretchingWorker = /^\/assets\/argon-worker-[\w-]{8}\.js$/

export function policyOf(path: string): string {
  return stretchingWorker.test(path)
    ? contentSecurityPolicy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    : contentSecurityPolicy
}

const always: Readonly<Record<string, string>> = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "permissions-policy":
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}

/** Two years, as browsers' preload lists ask. Only over TLS: plain http must not promise it. */
const strictTransport = "max-age=63072000; includeSubDomains"

export function securityHeaders(behindTls: boolean): Readonly<Record<string, string>> {
  return behindTls ? { ...always, "strict-transport-security": strictTransport } : always
}
