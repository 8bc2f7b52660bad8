import { one } from "./cycle-one.ts" // caught: import(no-cycle)

export const two = (): number => one() + 1
