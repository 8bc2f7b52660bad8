export type { Seen as baseSeen } from "#/base/seen.ts"
export type { Seen as domainSeen } from "#/domain/seen.ts"
export type { Hidden as dataHidden } from "#/data/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as workerHidden } from "#/worker/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as platformHidden } from "#/platform/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as textHidden } from "#/text/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as uiHidden } from "#/ui/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as featuresHidden } from "#/features/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as appHidden } from "#/app/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Hidden as serverHidden } from "#/server/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Stranger } from "hono" // caught: eslint(no-restricted-imports)
export type { Server } from "node:http" // caught: eslint(no-restricted-imports)
export type { Climber } from "../climber.ts" // caught: eslint(no-restricted-imports)
