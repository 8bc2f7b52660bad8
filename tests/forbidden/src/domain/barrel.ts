export * from "./cycle-one.ts" // caught: oxc(no-barrel-file)
