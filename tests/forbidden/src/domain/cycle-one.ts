import { two } from "./cycle-two.ts" // caught: import(no-cycle)

export const one = (): number => two() + 1
