/** What a class list of a school can need, many times over; more is a mistake or an attack. */
export const fileBytesMax = 2 * 1024 * 1024
export const unpackedBytesMax = 40 * 1024 * 1024
export const rowsMax = 5_000
export const columnsMax = 100
export const zipEntriesMax = 1_000
export const readTimeoutMs = 10_000
