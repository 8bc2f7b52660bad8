import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"

const folder = "tests/bench/peers"

/** The peers have a package file of their own, so that the product's install stays lean; theirs comes on first use. */
export function installPeers(): void {
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return
  console.log(`The peers are not installed yet: npm ci in ${folder}, once.`)
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  })
  if (status !== 0) throw new Error(`npm ci in ${folder} failed.`)
}
