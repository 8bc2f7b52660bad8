import { addBenchPage, buildApp, buildShell } from "./built.ts"
import { benchMarks } from "./marks.ts"

const app = await buildApp()
await addBenchPage(app)
await benchMarks(app)
void buildShell
