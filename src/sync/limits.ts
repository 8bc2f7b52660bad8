/**
 * The version of what the two sides say to each other. It only ever adds; see docs/protocol.md. In the second one an edit
 * names what it was written on together with a sum of its value (edit-name.ts); a server of the first would not know it.
 */
export const protocolVersion = 2
/** The oldest version the server still serves. Raised only together with a way to migrate. */
export const oldestProtocol = 1

export const opsPerBatchMax = 500
export const bodyBytesMax = 1024 * 1024
/** A compressed request may not unfold to more than this. */
export const inflatedBytesMax = 8 * 1024 * 1024
export const cellsPerOpMax = 1_000
/** An op that would make a record larger than this is refused. */
export const cellsPerRecordMax = 2_000
export const feedsPerRequestMax = 400
/** Entries in one answer over all its feeds; the rest comes with the next request. */
export const entriesPerAnswerMax = 1_000
/** How many former ops a cell remembers: a later arrival of one of them is known to be superseded. */
export const pastPerCellMax = 16
/** Deleted records are kept this long before their tombstones may be collected. */
export const tombstoneDaysMin = 400
