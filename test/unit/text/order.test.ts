import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderConfig } from "../../../src/config/config.gen.ts";
import { comparator, leastDisorder, slotFinder } from "../../../src/text/order.ts";
import { order } from "../../../src/config/to-settings/place.ts";
import { type Edit, splice } from "../../../src/page/page.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { processorSince } from "../../support/processor.ts";

const compareBy = (config: OrderConfig) => comparator(order(config));

describe("values sort", () => {
  it.each<readonly [what: string, order: OrderConfig, sorted: readonly FieldValue[]]>([
    ["by code unit", {}, ["B", "a", "b", "é"]],
    ["without regard to case", { ignoreCase: true }, ["a", "B", "c"]],
    ["downwards", { descending: true }, ["b", "a", "B"]],
    ["as numbers where they are numbers", {}, [2, 10, 100]],
    ["as text where they are text", {}, ["10", "100", "2"]],
    ["as text where one is text", {}, ["10", 5]],
    [
      "with their inner numbers as numbers",
      { natural: true },
      ["Llama 8B", "Llama 70B", "Llama 405B", "Llama B"],
    ],
    ["as versions", { natural: true }, ["v3", "v3.9", "v3.10", "v4"]],
    ["as the newest version first", { natural: true, descending: true }, ["v4", "v3.10", "v3.9"]],
    ["as the newest date first", { descending: true }, ["2026-10-01", "2026-02-11", "2025-12-31", null]],
    ["with missing ones last", {}, ["a", "z", null]],
    ["with several missing last", {}, ["a", "b", "c", null, null]],
    ["with missing ones last downwards too", { descending: true }, ["z", "a", null]],
    ["with shorter ones first", { natural: true }, ["a", "a1", "a1b", "a2", "a10"]],
    ["as a language has them", { locale: "en" }, ["a", "B", "é", "f", "Z"]],
    ["as another language has them", { locale: "sv" }, ["a", "z", "å", "ö"]],
    ["as a language has them, with numbers", { locale: "en", natural: true }, ["a9", "A10", "b1"]],
    ["as listed, the others after", { list: ["z", "m", 3] }, ["z", "m", 3, "a", "b", null]],
    ["as listed, the others downwards", { list: ["z"], descending: true }, ["z", "b", "a", null]],
  ])("%s: %j %j", (_, config, sorted) => {
    const turned = [...sorted].reverse().map((value) => [value]);
    expect(turned.sort(compareBy(config))).toEqual(sorted.map((value) => [value]));
  });

  it.each<readonly [what: string, by: OrderConfig["by"], sorted: readonly (readonly FieldValue[])[]]>([
    [
      "by the next field where one is equal",
      ["provider", { by: "size", descending: true }],
      [
        ["a", 9],
        ["a", 1],
        ["b", 2],
      ],
    ],
    [
      "by the next field where none is listed",
      [{ by: "provider", list: ["z", "y"] }, "name"],
      [
        ["z", "n"],
        ["y", "m"],
        ["b", "a"],
        ["a", "b"],
        [null, "c"],
      ],
    ],
  ])("%s", (_, by, sorted) => {
    expect([...sorted].reverse().sort(compareBy({ by: by! }))).toEqual(sorted);
  });

  it("in one way only, whatever they are", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "1", "0", "9", " "), maxLength: 5 });
    const value = fc.option(fc.oneof(text, fc.nat(11)));
    const criterion = fc.record(
      {
        by: fc.constant("x"),
        descending: fc.boolean(),
        natural: fc.boolean(),
        ignoreCase: fc.boolean(),
        locale: fc.constant("en"),
        list: fc.array(text, { maxLength: 3 }),
      },
      { requiredKeys: ["by"] },
    );
    const key = fc.tuple(fc.option(text), fc.option(text));
    fc.assert(
      fc.property(key, key, key, fc.tuple(criterion, criterion), (a, b, c, by) => {
        const compare = compareBy({ by });
        const turned = Math.sign(compare(a, b)) === -Math.sign(compare(b, a));
        return turned && (compare(a, b) > 0 || compare(b, c) > 0 || compare(a, c) <= 0);
      }),
      { numRuns: 10_000 },
    );
    fc.assert(fc.property(value, value, (a, b) => compareBy({})([a], [b]) === 0 || a !== b));
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
    const keys = existing === "" ? [] : existing.split(" ").map((key) => [key]);
    expect(slotFinder(keys, order({}))([added])).toBe(slot);
  });

  it.each([
    ["start", 0],
    ["end", 2],
  ] as const)("to the %s where the config says so", (position, slot) => {
    expect(slotFinder([["a"], ["z"]], order({ position }))(["m"])).toBe(slot);
  });
});

describe("a list in no order", () => {
  const key = fc.constantFrom("a", "b", "c", "d", "e").map((text) => [text]);

  it("gets each new one at the last of the places with the fewest on the wrong side", () => {
    const compare = compareBy({});
    fc.assert(
      fc.property(fc.array(key, { maxLength: 12 }), fc.array(key, { maxLength: 6 }), (keys, added) => {
        const slotOf = leastDisorder(keys, compare);
        for (const one of added) {
          const costs = Array.from({ length: keys.length + 1 }, (_, slot) =>
            keys.filter((other, index) => (index < slot ? compare(other, one) > 0 : compare(other, one) < 0)),
          ).map(({ length }) => length);
          expect(slotOf(one)).toBe(costs.lastIndexOf(Math.min(...costs)));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("of 20,000 takes 20,000 new ones in a short time", () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => [(index * 7919) % 20_011]);
    const start = process.cpuUsage();
    const slotOf = slotFinder(keys, order({}));
    for (let at = 0; at < 20_000; at += 1) slotOf([at]);
    expect(processorSince(start)).toBeLessThan(3000);
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

/** How many of the keys are on the wrong side of a place. */
const disorder = (keys: readonly number[], key: number, place: number): number =>
  keys.filter((each, index) => (index < place ? each > key : each < key)).length;

it("a key goes to the last of the places with the least disorder, whatever was asked before", () => {
  const numbers = [1, 2, 2, 4, 6];
  const shuffled = (all: readonly number[]): readonly (readonly number[])[] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, at) =>
          shuffled(all.filter((_, index) => index !== at)).map((rest) => [one, ...rest]),
        );
  for (const keys of shuffled(numbers)) {
    const place = leastDisorder(keys, (a, b) => a - b);
    for (const key of [0, 1, 2, 3, 3, 5, 7, 2, 2, 4, 1]) {
      const costs = Array.from({ length: keys.length + 1 }, (_, at) => disorder(keys, key, at));
      expect([keys, key, place(key)]).toEqual([keys, key, costs.lastIndexOf(Math.min(...costs))]);
    }
  }
});
