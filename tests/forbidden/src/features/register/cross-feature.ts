export type { Neighbour } from "#/features/import/preview.ts" // caught: eslint(no-restricted-imports)
export type { Paths } from "#/features/paths.ts"
