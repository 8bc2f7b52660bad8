import { strToU8, zipSync } from "fflate"
import { describe, expect, test } from "vitest"

import type { SpreadsheetOutcome } from "#/platform/spreadsheet/outcome.ts"
import { readBytes } from "#/platform/spreadsheet/read-bytes.ts"
import { guardWorkbook } from "#/platform/spreadsheet/xlsx-guard.ts"

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

function cell(place: string, text: string): string {
  return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
}

const pupils = `<row r="1">${cell("A1", "ФИО")}${cell("B1", "Класс")}</row><row r="2">${cell("A2", "Петров Иван Сергеевич")}${cell("B2", "7А")}</row>`

interface Made {
  readonly sheets?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** A workbook as an attacker may write one: every file inside is given as text. */
function workbook({ sheets = { Лист1: pupils }, files = {} }: Made = {}): Uint8Array {
  const names = Object.keys(sheets)
  const parts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": `${head}<Types/>`,
    "xl/workbook.xml": `${head}<workbook ${space} xmlns:r="${office}"><sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships>${names
      .map(
        (_, index) =>
          `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join("")}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${head}<worksheet ${space}><sheetData>${sheets[name] ?? ""}</sheetData></worksheet>`,
      ]),
    ),
    ...files,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        typeof part === "string" ? strToU8(part) : part,
      ]),
    ),
  )
}

/** Writes a number over four bytes of the central directory entry of a file. */
function claim(zip: Uint8Array, { name, size }: { name: string; size: number }): Uint8Array {
  const lied = zip.slice()
  const view = new DataView(lied.buffer)
  for (let at = 0; at + 46 < lied.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    const length = view.getUint16(at + 28, true)
    if (new TextDecoder().decode(lied.subarray(at + 46, at + 46 + length)) === name) {
      view.setUint32(at + 24, size, true)
    }
  }
  return lied
}

async function whyOf(bytes: Uint8Array): Promise<string> {
  const outcome: SpreadsheetOutcome = await readBytes(bytes)
  return outcome.kind === "refused" ? outcome.why : "table"
}

const sheet1 = "xl/worksheets/sheet1.xml"

describe("a workbook that means no harm", () => {
  test("is read as it is", async () => {
    expect(await readBytes(workbook())).toMatchObject({
      kind: "table",
      rows: [
        ["ФИО", "Класс"],
        ["Петров Иван Сергеевич", "7А"],
      ],
      source: { format: "xlsx", sheet: "Лист1", left: [] },
    })
  })

  test("may be painted down to the last row and column of a spreadsheet", async () => {
    const painted = `${pupils}<row r="3"><c r="XFD3" s="0"/></row><row r="1048576" ht="12.8"><c r="A1048576"></c></row>`

    expect(await readBytes(workbook({ sheets: { Лист1: painted } }))).toMatchObject({
      kind: "table",
      rows: [["ФИО", "Класс"], { 0: "Петров Иван Сергеевич" }],
    })
  })

  test("may say more than it holds about its size", async () => {
    const part = `${head}<worksheet ${space}><dimension ref="A1:XFD1048576"/><sheetData>${pupils}</sheetData></worksheet>`

    expect(await whyOf(workbook({ files: { [sheet1]: part } }))).toBe("table")
  })

  test("keeps its pictures and macros packed and unread", async () => {
    const files = {
      "xl/media/image1.png": new Uint8Array(100),
      "xl/vbaProject.bin": new Uint8Array(100),
    }

    expect(await whyOf(workbook({ files }))).toBe("table")
  })

  test("with a sheet for each class is read whole, under headings", async () => {
    const one = `<row r="1">${cell("A1", "ФИО")}</row><row r="2">${cell("A2", "Петров Иван Сергеевич")}</row>`
    const two = `<row r="1">${cell("A1", "ФИО")}</row><row r="2">${cell("A2", "Котова Анна Львовна")}</row>`
    const notes = `<row r="1">${cell("A1", "Заметки")}</row>`

    expect(
      await readBytes(workbook({ sheets: { "7А": one, "7Б": two, Разное: notes } })),
    ).toMatchObject({
      rows: [["7А"], ["ФИО"], ["Петров Иван Сергеевич"], ["7Б"], ["ФИО"], ["Котова Анна Львовна"]],
      source: {
        sheet: undefined,
        parts: [
          { sheet: "7А", from: 2, rows: 2 },
          { sheet: "7Б", from: 5, rows: 2 },
        ],
        left: ["Разное"],
      },
    })
  })

  test("with a sheet of figures first is read from the sheet with pupils", async () => {
    const figures = `<row r="1">${cell("A1", "Школа")}${cell("B1", "Количество")}</row>`

    expect(await readBytes(workbook({ sheets: { Свод: figures, Ученики: pupils } }))).toMatchObject(
      {
        source: { sheet: "Ученики", left: ["Свод"] },
      },
    )
  })
})

describe("a workbook that means harm", () => {
  test.each([
    ["a cell at the far corner", `<row r="1">${cell("XFD1048576", "x")}</row>`, "too-many-rows"],
    ["a row far below", `<row r="900000">${cell("A900000", "x")}</row>`, "too-many-rows"],
    ["a row number no sheet has", `<row r="99999999999">${cell("A1", "x")}</row>`, "dangerous"],
    ["a row number as 1e9", `<row r="1e9">${cell("A1", "x")}</row>`, "dangerous"],
    ["a hundred and one columns", `<row r="1">${cell("CW1", "x")}</row>`, "too-many-columns"],
    ["a column in small letters", `<row r="1">${cell("xfd1", "x")}</row>`, "dangerous"],
    [
      "a cell behind a quoted bracket",
      `<row r="1"><c q=">" r="XFD1048576"><v>1</v></c></row>`,
      "dangerous",
    ],
    [
      "a cell behind a comment",
      `<row r="1"><!-- <c q=" --><c r="XFD1048576"><v>1</v></c><!-- "> --></row>`,
      "too-many-rows",
    ],
    [
      "an attribute under a prefix",
      `<row r="1"><c r="A1" x:r="XFD1048576"><v>1</v></c></row>`,
      "too-many-rows",
    ],
    [
      "a tag under a prefix",
      `<row r="1"><é-x:c r="XFD1048576"><v>1</v></é-x:c></row>`,
      "too-many-rows",
    ],
    ["a place in entities", `<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>`, "dangerous"],
    ["CDATA", `<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>`, "dangerous"],
  ])("%s is refused", async (_, rows, why) => {
    const part = `${head}<worksheet ${space}><dimension ref="A1"/><sheetData>${rows}</sheetData></worksheet>`

    expect(await whyOf(workbook({ files: { [sheet1]: part } }))).toBe(why)
  })

  test("entities that multiply are refused in any part", async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>`
    const strings = `${head}${laughs}<sst><si><t>&lol2;</t></si></sst>`

    expect(await whyOf(workbook({ files: { "xl/sharedStrings.xml": strings } }))).toBe("dangerous")
    expect(
      await whyOf(workbook({ files: { "xl/workbook.xml": `${head}${laughs}<workbook/>` } })),
    ).toBe("dangerous")
  })

  test("XML in UTF-16, where a check would see nothing, is refused", async () => {
    const hidden = new Uint8Array(
      new Uint16Array(Array.from("<!DOCTYPE x>", (one) => one.charCodeAt(0))).buffer,
    )

    expect(await whyOf(workbook({ files: { "xl/sharedStrings.xml": hidden } }))).toBe("broken")
  })

  test("more than 40 MiB unpacked are refused at once", async () => {
    const zeros = new Uint8Array(41 * 1024 * 1024).fill(32)
    const bomb = workbook({ files: { "xl/sharedStrings.xml": zeros } })
    expect(bomb.length).toBeLessThan(100_000)

    expect(await whyOf(bomb)).toBe("dangerous")
    expect(await whyOf(claim(bomb, { name: "xl/sharedStrings.xml", size: 100 }))).toBe("dangerous")
    expect(await whyOf(claim(bomb, { name: "xl/sharedStrings.xml", size: 0xfffffff0 }))).toBe(
      "dangerous",
    )
  })

  test("many parts that are harmless one by one are counted together", async () => {
    const part = new Uint8Array(9 * 1024 * 1024).fill(32)
    const files = Object.fromEntries(
      [1, 2, 3, 4, 5].map((number) => [`xl/worksheets/extra${number}.xml`, part]),
    )

    expect(await whyOf(workbook({ files }))).toBe("dangerous")
  })

  test("two files of one name, thousands of files and a size that is too large are refused", async () => {
    expect(await whyOf(workbook({ files: { "XL/workbook.xml": "<workbook/>" } }))).toBe("dangerous")
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`a${index}`, ""]))
    expect(await whyOf(workbook({ files: many }))).toBe("dangerous")
    expect(await whyOf(claim(workbook(), { name: sheet1, size: 10_000 }))).toBe("broken")
  })

  test("one text of megabytes in every cell comes out short", async () => {
    const strings = `${head}<sst><si><t>${"Я".repeat(1_000_000)}</t></si></sst>`
    const rows = Array.from(
      { length: 500 },
      (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>0</v></c></row>`,
    )
    const rels = `${head}<Relationships><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
    const files = { "xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": rels }

    const outcome = await readBytes(workbook({ sheets: { Лист1: rows.join("") }, files }))

    expect(outcome.kind === "table" && outcome.rows[0]?.[0]?.length).toBe(1_000)
  })

  test("the parser gets a new archive without compression, made of checked parts", () => {
    const guarded = guardWorkbook(workbook({ files: { "xl/vbaProject.bin": "macro" } }))

    expect(guarded.kind).toBe("safe")
    const packed = guarded.kind === "safe" ? new TextDecoder().decode(guarded.zip) : ""
    expect(packed).toContain("Петров Иван Сергеевич")
    expect(packed).not.toContain("macro")
  })
})

describe("files that are no workbooks", () => {
  const ole = (name: string): Uint8Array => {
    const bytes = new Uint8Array(1_024)
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    bytes.set(
      new Uint8Array(new Uint16Array(Array.from(name, (one) => one.charCodeAt(0))).buffer),
      512,
    )
    return bytes
  }
  const zipped = (name: string): Uint8Array => zipSync({ [name]: strToU8("x") })
  const text = (content: string): Uint8Array => new TextEncoder().encode(content)
  const random = Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7919 + index ** 2) % 256)

  test.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(), "empty"],
    ["a file of spaces", text(" \r\n;;;\r\n\t"), "empty"],
    ["a byte order mark alone", Uint8Array.of(0xef, 0xbb, 0xbf), "empty"],
    ["a workbook behind a password", ole("EncryptedPackage"), "password"],
    ["an old .xls", ole("Workbook"), "old-xls"],
    ["an old .doc", ole("WordDocument"), "word"],
    ["a .docx", zipped("word/document.xml"), "word"],
    ["a .pptx", zipped("ppt/presentation.xml"), "presentation"],
    ["an .xlsb", zipped("xl/workbook.bin"), "xlsb"],
    ["an .ods", zipped("content.xml"), "ods"],
    ["a zip of files", zipped("7а.xlsx"), "archive"],
    ["a PDF", text("%PDF-1.7 ..."), "pdf"],
    ["an RTF", text(String.raw`{\rtf1 ...}`), "word"],
    ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), "image"],
    ["a JPEG", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), "image"],
    ["a rar", text("Rar!\u001a"), "archive"],
    [
      "a web page called .xls",
      text("<html><table><tr><td>ФИО</td></tr></table></html>"),
      "web-page",
    ],
    ["XML called .xls", text('<?xml version="1.0"?><Workbook></Workbook>'), "web-page"],
    ["noise", random, "binary"],
    ["a file over 2 MiB", new Uint8Array(2 * 1024 * 1024 + 1).fill(65), "too-big"],
    ["a zip that is cut off", workbook().slice(0, 400), "broken"],
    ["a zip without its end", workbook().slice(0, -30), "broken"],
    ["an empty zip", zipSync({}), "archive"],
    ["a workbook without sheets", workbook({ sheets: {} }), "broken"],
    ["an empty workbook", workbook({ sheets: { Лист1: "" } }), "empty"],
    ["a sheet that is no XML", workbook({ files: { [sheet1]: "<row><" } }), "broken"],
  ])("%s is told from the others", async (_, bytes, why) => {
    expect(await whyOf(bytes)).toBe(why)
  })

  test("damage anywhere in a workbook ends in an outcome, never in an error", async () => {
    const whole = workbook()
    for (let at = 0; at < whole.length; at += 11) {
      const damaged = whole.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect(["table", "refused"]).toContain((await readBytes(damaged)).kind)
    }
  })
})
