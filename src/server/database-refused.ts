/** The server does not start with this database. The message says what to do and holds no password. */
export class DatabaseRefused extends Error {
  override readonly name = "DatabaseRefused"
}
