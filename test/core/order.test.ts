import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparator, slotFinder } from "../../src/core/order.ts";
import { type Edit, splice } from "../../src/core/splice.ts";
import type { FieldValue } from "../../src/types.ts";

const plain = { by: "name", descending: false, natural: false, ignoreCase: false };

describe("values sort", () => {
  it.each<readonly [what: string, order: Partial<typeof plain>, sorted: readonly FieldValue[]]>([
    ["by code unit", {}, ["B", "a", "b", "é"]],
    ["without regard to case", { ignoreCase: true }, ["a", "B", "c"]],
    ["downwards", { descending: true }, ["b", "a", "B"]],
    ["as numbers where they are numbers", {}, [2, 10, 100]],
    ["as text where they are text", {}, ["10", "100", "2"]],
    [
      "with their inner numbers as numbers",
      { natural: true },
      ["Llama 8B", "Llama 70B", "Llama 405B", "Llama B"],
    ],
    ["with missing ones last", {}, ["a", "z", null]],
    ["with missing ones last downwards too", { descending: true }, ["z", "a", null]],
    ["with shorter ones first", { natural: true }, ["a", "a1", "a1b", "a2", "a10"]],
  ])("%s: %j %j", (_, order, sorted) => {
    const turned = [...sorted].reverse().sort(comparator({ ...plain, ...order }));
    expect(turned).toEqual(sorted);
  });

  it("in one way only, whatever they are", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "1", "0", "9", " "), maxLength: 5 });
    const order = fc.record({
      by: fc.constant("x"),
      descending: fc.boolean(),
      natural: fc.boolean(),
      ignoreCase: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.option(text), fc.option(text), fc.option(text), order, (a, b, c, rule) => {
        const compare = comparator(rule);
        const turned = Math.sign(compare(a, b)) === -Math.sign(compare(b, a));
        return turned && (compare(a, b) > 0 || compare(b, c) > 0 || compare(a, c) <= 0);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("a new one goes", () => {
  it.each<readonly [what: string, existing: string, added: string, slot: number]>([
    ["into an empty list", "", "m", 0],
    ["before all", "b c", "a", 0],
    ["between", "a c", "b", 1],
    ["behind all", "a b", "c", 2],
    ["behind its equals", "a b b c", "b", 3],
    ["where it adds least disorder to a list in another order", "c a b", "d", 3],
    ["before the rest when it is the least", "b d c", "a", 0],
    ["amid a list that runs the other way, at the last of the best places", "e d b a", "c", 4],
  ])("%s: %j + %s → %i", (_, existing, added, slot) => {
    const keys = existing === "" ? [] : existing.split(" ");
    expect(slotFinder(keys, comparator(plain))(added)).toBe(slot);
  });
});

describe("splice", () => {
  it.each<readonly [edits: readonly Edit[], want: string]>([
    [[], "abc"],
    [[{ start: 1, end: 2, text: "X" }], "aXc"],
    [
      [
        { start: 3, end: 3, text: "d" },
        { start: 0, end: 0, text: "_" },
      ],
      "_abcd",
    ],
    [
      [
        { start: 1, end: 1, text: "1" },
        { start: 1, end: 1, text: "2" },
      ],
      "a12bc",
    ],
    [
      [
        { start: 1, end: 3, text: "" },
        { start: 1, end: 1, text: "x" },
      ],
      "xa".split("").reverse().join(""),
    ],
  ])("%j", (edits, want) => {
    const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    expect(splice("abc", inOrder)).toBe(want);
  });

  it("refuses edits that overlap", () => {
    expect(() =>
      splice("abc", [
        { start: 0, end: 2, text: "" },
        { start: 1, end: 3, text: "" },
      ]),
    ).toThrow("Edits overlap at offset 1.");
  });
});
