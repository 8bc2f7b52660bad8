import { describe, expect, test } from "vitest"

import { fromBase64url, toBase64url } from "#/base/base64url.ts"
import { codeAlphabet } from "#/sync/invitation-code.ts"
import type { Op } from "#/sync/op.ts"
import { codesMeant, newRescueCode, rescueCodeLength, showRescueCode } from "#/sync/rescue-code.ts"
import {
  bytesOfRun,
  coarseFrameBytes,
  framesOf,
  missingFrames,
  readFrame,
  takeFrame,
  type RunSoFar,
} from "#/sync/rescue-frames.ts"
import {
  isSignedBy,
  openAtServer,
  openByCode,
  readSealed,
  sealRescue,
  signRescue,
  type Sealed,
  type ServerKeys,
  type Ways,
} from "#/sync/rescue-seal.ts"
import { packRescue, unpackRescue, type Rescue } from "#/sync/rescue.ts"

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

function anOp(n: number): Op {
  const cells = { last: { value: "Ёлкина", prev: null, at: 1_000 + n } }
  return {
    n,
    rec: `01a00000-0000-7000-8000-${String(n).padStart(12, "0")}`,
    kind: "pupil",
    seen: 3,
    epoch: 1,
    cells,
  }
}

const rescue: Rescue = {
  device: "device-1",
  person: "person-1",
  school: "school-1",
  epoch: 1,
  madeAt: 1_700_000_000_000,
  ops: [anOp(4), anOp(5)],
  aside: [{ op: anOp(2), reason: "class-of-another" }],
}

const label = { id: "A".repeat(22), madeAt: 1, school: "school-1", person: "person-1", ops: 2 }
const code = "ACEHKMPTXY2345679ACE"

async function serverKeys(): Promise<ServerKeys> {
  const curve = { name: "ECDH", namedCurve: "P-256" } as const
  const pair = await crypto.subtle.generateKey(curve, false, ["deriveBits"])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))
  return { publicKey, privateKey: pair.privateKey }
}

async function sealed(ways: Ways): Promise<Uint8Array<ArrayBuffer>> {
  const contents = { packed: packRescue(rescue), mac: null }
  return sealRescue(crypto, { label, contents }, ways)
}

async function outside(bytes: Uint8Array): Promise<Sealed> {
  const read = await readSealed(crypto, bytes)
  if (read.kind === "fault") throw new Error(read.fault)
  return read.sealed
}

describe("What a bundle holds", () => {
  test("comes out as it went in, ops as they are pushed and those set aside", () => {
    const read = unpackRescue(packRescue(rescue))
    expect(read?.ops.map((op) => (op.kind === "op" ? op.op : op))).toEqual(rescue.ops)
    expect({ ...read, ops: rescue.ops }).toEqual(rescue)
  })

  test("is refused whole when it is not what the app has packed", () => {
    const packed = packRescue(rescue)
    expect(unpackRescue(new Uint8Array())).toBeUndefined()
    expect(unpackRescue(packed.slice(0, -6))).toBeUndefined()
    expect(
      unpackRescue(packed.map((byte, place) => (place === 30 ? byte ^ 255 : byte))),
    ).toBeUndefined()
  })

  test("does not unfold without end", async () => {
    const { zlibSync } = await import("fflate")
    expect(unpackRescue(zlibSync(new Uint8Array(80 * 1024 * 1024)))).toBeUndefined()
  })
})

describe("A sealed bundle", () => {
  test("shows no name in its bytes", async () => {
    const { publicKey } = await serverKeys()
    const text = new TextDecoder("latin1").decode(await sealed({ serverKey: publicKey, code }))
    const written = new TextDecoder("latin1").decode(new TextEncoder().encode("Ёлкина"))
    expect(text).not.toContain(written)
    expect(text).not.toContain(code)
  })

  test("opens by its code and at its server, to the same content", async () => {
    const keys = await serverKeys()
    const bundle = await outside(await sealed({ serverKey: keys.publicKey, code }))
    const [byCode, atServer] = [
      await openByCode(crypto, bundle, showRescueCode(code)),
      await openAtServer(crypto, bundle, keys),
    ]
    expect(byCode).toEqual(atServer)
    expect(byCode).toMatchObject({ kind: "opened", contents: { packed: packRescue(rescue) } })
  })

  test("says that it is another server's, or has no such way", async () => {
    const [ours, other] = [await serverKeys(), await serverKeys()]
    const bundle = await outside(await sealed({ serverKey: ours.publicKey }))
    expect(await openAtServer(crypto, bundle, other)).toEqual({ kind: "fault", fault: "foreign" })
    expect(await openByCode(crypto, bundle, code)).toEqual({ kind: "fault", fault: "no-way" })
    const codeOnly = await outside(await sealed({ code }))
    expect(await openAtServer(crypto, codeOnly, ours)).toEqual({ kind: "fault", fault: "no-way" })
  })

  test("is refused with a reason, whichever byte is another", async () => {
    const whole = await sealed({ code })
    const reasons = new Set<string>()
    for (const [place, byte] of whole.entries()) {
      const spoilt = whole.slice()
      spoilt[place] = byte ^ 0x55
      const read = await readSealed(crypto, spoilt)
      reasons.add(read.kind === "fault" ? read.fault : `taken at ${place}`)
    }
    expect([...reasons].sort()).toEqual(["cut", "damaged", "newer", "not-ours"])
  })

  test("is refused with a reason, wherever it is cut", async () => {
    const whole = await sealed({ code })
    const reasons = new Set<string>()
    for (let length = 0; length < whole.length; length += 1) {
      const read = await readSealed(crypto, whole.slice(0, length))
      reasons.add(read.kind === "fault" ? read.fault : `taken at ${length}`)
    }
    expect([...reasons].sort()).toEqual(["cut", "not-ours"])
  })

  test("with a mended checksum still does not open: the content is authenticated together with the label", async () => {
    const whole = await sealed({ code })
    const bare = whole.slice(0, -8)
    const place = new TextDecoder("latin1").decode(bare).indexOf("person-1")
    bare[place] = 0x71
    const check = new Uint8Array(await crypto.subtle.digest("SHA-256", bare)).slice(0, 8)
    const forged = await outside(Uint8Array.of(...bare, ...check))
    expect(forged.label.person).toBe("qerson-1")
    expect(await openByCode(crypto, forged, code)).toEqual({ kind: "fault", fault: "damaged" })
  })

  test("is signed by a session's secret, and by no other", async () => {
    const packed = packRescue(rescue)
    const mac = await signRescue(crypto, packed, "hash-of-a-proof")
    expect(await isSignedBy(crypto, { packed, mac }, "hash-of-a-proof")).toBe(true)
    expect(await isSignedBy(crypto, { packed, mac }, "another")).toBe(false)
    expect(await isSignedBy(crypto, { packed: packed.slice(1), mac }, "hash-of-a-proof")).toBe(
      false,
    )
    expect(await isSignedBy(crypto, { packed, mac: null }, "hash-of-a-proof")).toBe(false)
  })
})

describe("The code of a bundle", () => {
  test("is drawn evenly from signs that look the same in both layouts, more than 80 bits", () => {
    const drawn = Array.from({ length: 400 }, () => newRescueCode(random)).join("")
    expect(rescueCodeLength * Math.log2(codeAlphabet.length)).toBeGreaterThan(80)
    const counts = [...codeAlphabet].map((sign) => drawn.split(sign).length - 1)
    expect(Math.min(...counts)).toBeGreaterThan(350)
    expect(Math.max(...counts)).toBeLessThan(600)
  })

  test.each([
    ["in groups", "ACEH KMPT XY23 4567 9ACE"],
    ["in small Russian letters", "асенкмртху2345679асе"],
    ["with one sign mistaken", "ACEHKMPTXY2345679ACC"],
    ["with a sign no code has", "ACEHKMPTXY2345Б79ACE"],
    ["with two neighbours swapped", "ACEHKMTPXY2345679ACE"],
  ])("is understood %s", async (_how, typed) => {
    const bundle = await outside(await sealed({ code }))
    expect(await openByCode(crypto, bundle, typed)).toMatchObject({ kind: "opened" })
  })

  test.each([
    ["with two signs mistaken", "ACEHKMPTXY2345679AAA"],
    ["too short", "ACEH"],
    ["empty", ""],
  ])("is refused %s", async (_how, typed) => {
    const bundle = await outside(await sealed({ code }))
    const opened = await openByCode(crypto, bundle, typed)
    expect(opened).toEqual({ kind: "fault", fault: "wrong-code" })
  })

  test("means a few hundred codes at most", () => {
    expect(codesMeant(code).length).toBeLessThan(400)
  })
})

describe("A run of pictures", () => {
  const bytes = random(5_001)

  test.each([[bytes.length], [0], [1], [2], [700], [701]])(
    "carries %i bytes over in any order, twice and again",
    (length) => {
      const texts = framesOf(bytes.slice(0, length), "A1B2C3D4")
      let soFar: RunSoFar | undefined
      for (const text of [...texts, ...texts].reverse()) {
        const frame = readFrame(text)
        if (frame === undefined) throw new Error(text)
        const taken = takeFrame(soFar, frame)
        if (taken.kind === "new") soFar = taken.soFar
      }
      expect(soFar && bytesOfRun(soFar)).toEqual(new Uint8Array(bytes.slice(0, length)))
    },
  )

  test("tells what is missing", () => {
    const frames = framesOf(bytes, "A1B2C3D4").map((text) => readFrame(text))
    let soFar: RunSoFar | undefined
    for (const frame of frames.filter((_, index) => index !== 3)) {
      const taken = frame && takeFrame(soFar, frame)
      if (taken?.kind === "new") soFar = taken.soFar
    }
    expect(soFar && missingFrames(soFar)).toEqual([3])
    expect(soFar && bytesOfRun(soFar)).toBeUndefined()
  })

  test("is not mixed with another run, nor with the same cut to another size", () => {
    const [one] = framesOf(bytes, "A1B2C3D4").map((text) => readFrame(text))
    const others = [
      ...framesOf(bytes, "FFFF0000"),
      ...framesOf(bytes, "A1B2C3D4", coarseFrameBytes),
    ]
    const taken = one && takeFrame(undefined, one)
    for (const text of others) {
      const frame = readFrame(text)
      const next = frame && taken?.kind === "new" && takeFrame(taken.soFar, frame)
      expect(next).toEqual({ kind: "other-run" })
    }
  })

  test("takes no other picture for one of its own", () => {
    for (const text of [
      "",
      "https://school.ru/join#abc",
      "BZR1:A:0:0:.",
      "BZR1:A:3:2:00.",
      "BZR1:A:0:1:A.",
    ]) {
      expect(readFrame(text)).toBeUndefined()
    }
  })
})

describe("Bytes as text", () => {
  test("come back the same, and other writings of them are refused", () => {
    for (let length = 0; length < 50; length += 1) {
      const bytes = random(length)
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"))
      expect(fromBase64url(toBase64url(bytes))).toEqual(new Uint8Array(bytes))
    }
    for (const text of ["A", "AB", "A=", "A+", "AAAAA"]) expect(fromBase64url(text)).toBeUndefined()
  })
})
