export type { Seen as baseSeen } from "#/base/seen.ts"
export type { Seen as domainSeen } from "#/domain/seen.ts"
export type { Seen as syncSeen } from "#/sync/seen.ts"
export type { Seen as dataSeen } from "#/data/seen.ts"
export type { Hidden as workerHidden } from "#/worker/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Seen as platformSeen } from "#/platform/seen.ts"
export type { Seen as textSeen } from "#/text/seen.ts"
export type { Seen as uiSeen } from "#/ui/seen.ts"
export type { Seen as featuresSeen } from "#/features/seen.ts"
export type { Hidden as serverHidden } from "#/server/hidden.ts" // caught: eslint(no-restricted-imports)
export type { Stranger } from "hono" // caught: eslint(no-restricted-imports)
export type { Server } from "node:http" // caught: eslint(no-restricted-imports)
export type { Climber } from "../climber.ts" // caught: eslint(no-restricted-imports)
