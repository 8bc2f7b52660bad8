import { aPostgresStore } from "#tests/support/postgres.ts"

import { storeContract } from "./store.ts"

storeContract("PostgreSQL", aPostgresStore)
