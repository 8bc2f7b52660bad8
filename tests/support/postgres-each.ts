import { afterEach } from "vitest"

import { closeAllSoon } from "./postgres.ts"

afterEach(closeAllSoon)
