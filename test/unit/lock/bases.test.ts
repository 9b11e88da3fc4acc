import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { digest } from "../../../src/text/digest.ts";
import { decodeDelta, groupPacker, unpacker } from "../../../src/lock/pack.ts";
import { formatLock, parseLock } from "../../../src/lock/file.ts";
import { emptyLock, fileKey } from "../../../src/model/lock.ts";
import { bytesOf } from "../../../src/lock/file-records.ts";

const source = 'import kite\n\nbird = "tern"\nkite.fly(bird)\n';

describe("a text as what it takes from another", () => {
  test.each([
    ["the same", source, "=0,42"],
    ["nothing", "", "=0,0"],
    ["one word is another", source.replace("tern", "harrier"), "=0,21+7:harrier=25,17"],
    ["a line more", source.replace("\n\n", "\n\n# why\n"), "=0,13+6:# why\n=13,29"],
    ["a line less", "import kite\n\nkite.fly(bird)\n", "=0,13=27,15"],
    ["lines in another order", "kite.fly(bird)\nimport kite\n", "=0,0=27,15=0,12"],
    ["nothing of it", "σ", "=0,0+1:σ"],
  ])("%s", (_, text, want) => {
    expect(decodeDelta(source, want, 100)).toBe(text);
  });

  test.each([
    ["past the end", "=0,43"],
    ["an addition that is cut short", "+5:abc"],
    ["more than may be", "=0,42=0,42=0,42"],
    ["something else", "=0,4 "],
    ["a length that isn't one", "=0,-4"],
    ["an operation without its number", "=0,4+:a"],
  ])("damaged: %s", (_, delta) => {
    expect(decodeDelta(source, delta, 100)).toBeUndefined();
  });
});

describe("the bases of a lock", () => {
  const long = `${source}${"# fly on\n".repeat(9)}`;
  const unpack = (
    texts: Parameters<typeof unpacker>[0] extends ReadonlyMap<string, infer T> ? readonly T[] : never,
  ) => unpacker(new Map(texts.map((record) => [record.text, record])));

  const compressed = /^[0-9a-f]{64}:[A-Za-z0-9+/]+={0,2}$/;

  test.each([
    ["like the first of its group", long.replace("tern", "harrier"), 120],
    ["quite another", "wind ".repeat(40), 120],
  ])("%s: compressed, in few characters", (_, text, most) => {
    const { pack, texts } = groupPacker(() => new Map([["flight", long]]));
    const base = pack("flight", text);
    expect(base).toMatch(compressed);
    expect(base.length).toBeLessThan(most);
    expect(unpack(texts())(base, digest(text))).toBe(text);
    expect(unpack(texts())(base, digest(source))).toBeUndefined();
    expect(unpack([])(base, digest(text))).toBeUndefined();
  });

  test("one that an earlier version wrote as a delta", () => {
    const { pack, texts } = groupPacker(() => new Map([["flight", long]]));
    const of = pack("flight", long).slice(0, 64);
    const text = long.replace("tern", "harrier");
    expect(unpack(texts())(`${of}:=0,21+7:harrier=25,98`, digest(text))).toBe(text);
  });

  test("a lock with a base of characters beyond the basic plane is read back", () => {
    const { pack, texts } = groupPacker(() => new Map([["flight", long]]));
    const text = long.replace("tern", "🐦🦜");
    const record = {
      type: "file",
      model: "a",
      snippet: "b",
      path: "c",
      owner: "tool",
      named: true,
      digest: digest(text),
      older: null,
      made: null,
      template: null,
      base: pack("flight", text),
    } as const;
    const lock = { ...emptyLock, files: new Map([[fileKey("b", "a"), record]]) };
    const packed = new Map(texts().map((each) => [each.text, each]));
    const read = parseLock(bytesOf(formatLock({ ...lock, texts: packed })));
    expect(read).toMatchObject({ ok: true, value: { files: lock.files, texts: packed } });
  });

  test("a base that an earlier version compressed", () => {
    const text = source.replace("tern", "harrier");
    const { texts } = groupPacker(() => new Map());
    const record = {
      type: "text",
      text: digest(source),
      packed: deflateRawSync(source).toString("base64"),
    } as const;
    const packed = deflateRawSync(text, { dictionary: Buffer.from(source) }).toString("base64");
    expect(unpack([...texts(), record])(`${record.text}:${packed}`, digest(text))).toBe(text);
  });
});
