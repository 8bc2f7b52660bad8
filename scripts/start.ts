import { spawn, spawnSync } from "node:child_process"
import { globSync, statSync } from "node:fs"
import { styleText } from "node:util"

const sources = [
  "src/**/*",
  "public/**/*",
  "index.html",
  "pupil.html",
  "vite.config.ts",
  "package-lock.json",
]

if (buildIsStale()) {
  console.log(styleText("dim", "Собираем приложение…"))
  const built = spawnSync(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"],
    {
      stdio: "inherit",
    },
  )
  if (built.status !== 0) process.exit(built.status ?? 1)
}

const server = spawn(process.execPath, ["src/server/main.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
})
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal))
server.on("exit", (code) => process.exit(code ?? 1))

/** True when there is no build or a source is newer than it. */
function buildIsStale(): boolean {
  const built = statSync("dist/sw.js", { throwIfNoEntry: false })
  if (built === undefined) return true
  return globSync(sources).some((source) => statSync(source).mtimeMs > built.mtimeMs)
}
