import { spawn } from "node:child_process"

/** Vite serves the screens and hands /api to the server, which restarts itself when its sources change. */
const port = process.env["API_PORT"] ?? "8080"
const children = [
  spawn(process.execPath, ["node_modules/vite/bin/vite.js"], {
    stdio: "inherit",
    env: { ...process.env, API_PORT: port },
  }),
  spawn(
    process.execPath,
    ["--watch", "src/server/main.ts", "--dev", "--port", port, ...process.argv.slice(2)],
    { stdio: "inherit" },
  ),
]

// One without the other is of no use: whichever stops first takes the other along.
for (const child of children) child.on("exit", (code) => stopAll(code ?? 1))
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopAll(0))

function stopAll(code: number): void {
  for (const child of children) child.kill()
  process.exit(code)
}
