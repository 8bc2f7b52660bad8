import { aPostgresStore } from "#tests/support/postgres.ts"

import { accountsContract } from "./accounts.ts"
import { storeContract } from "./store.ts"

accountsContract("PostgreSQL", aPostgresStore)
storeContract("PostgreSQL", aPostgresStore)
