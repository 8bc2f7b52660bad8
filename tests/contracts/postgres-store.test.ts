import { aPostgresStore } from "#tests/support/postgres.ts"

import { accountsContract } from "./accounts.ts"
import { rescuesContract } from "./rescues.ts"
import { storeContract } from "./store.ts"

accountsContract("PostgreSQL", aPostgresStore)
rescuesContract("PostgreSQL", aPostgresStore)
storeContract("PostgreSQL", aPostgresStore)
