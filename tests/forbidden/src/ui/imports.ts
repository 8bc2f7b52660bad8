export type { Seen as baseSeen } from "#/base/seen.ts"
export type { Hidden as domainHidden } from "#/domain/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as syncHidden } from "#/sync/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as dataHidden } from "#/data/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as workerHidden } from "#/worker/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as platformHidden } from "#/platform/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Seen as textSeen } from "#/text/seen.ts"
export type { Hidden as featuresHidden } from "#/features/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as appHidden } from "#/app/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as serverHidden } from "#/server/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Stranger } from "dexie" // caught: eslint(no-restricted-imports)
export type { Server } from "node:http" // caught: eslint(no-restricted-imports)
export type { Climber } from "../climber.ts" // caught: eslint(no-restricted-imports)
